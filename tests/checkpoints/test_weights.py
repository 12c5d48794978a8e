import numpy as np
import pytest

from checkpoints.contract import CheckpointError
from checkpoints.weights import assign_weights, load_weights

pytestmark = pytest.mark.tensorflow


def test_assigning_copies_every_weight(small_model):
    one, other = small_model(seed=1), small_model(seed=2)
    assign_weights(one, other, "epoch_2.keras")
    for mine, yours in zip(one.weights, other.weights, strict=True):
        np.testing.assert_array_equal(mine, yours)


def test_another_shape_names_file_and_layer_and_changes_nothing(small_model):
    one = small_model(units=3)
    before = [np.array(weight) for weight in one.weights]
    with pytest.raises(CheckpointError, match=r"epoch_2\.keras is another model: .*head.*kernel has shape \(4, 5\)"):
        assign_weights(one, small_model(units=5), "epoch_2.keras")
    for weight, value in zip(one.weights, before, strict=True):
        np.testing.assert_array_equal(weight, value)


def test_fewer_weights(small_model):
    import keras

    shorter = keras.Sequential(small_model().layers[:-1])
    with pytest.raises(CheckpointError, match="2 weight arrays, not 4"):
        assign_weights(small_model(), shorter, "epoch_2.keras")


def test_weights_file_of_another_model(tmp_path, small_model):
    small_model(units=5).save_weights(tmp_path / "epoch_1.weights.h5")
    with pytest.raises(CheckpointError, match=r"mine/epoch_1\.weights\.h5"):
        load_weights(small_model(units=3), tmp_path / "epoch_1.weights.h5", "mine/epoch_1.weights.h5")
