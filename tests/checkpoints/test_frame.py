import numpy as np
import pytest

from checkpoints.contract import CheckpointError
from checkpoints.frame import framed, without_published_weights

pytestmark = pytest.mark.tensorflow


def features(x):
    import keras

    return keras.layers.Conv2D(5, 3, name="conv")(x)


@pytest.mark.parametrize(("n_classes", "units", "activation"), [(2, 1, "sigmoid"), (3, 3, "softmax")])
def test_heads(n_classes, units, activation):
    model = framed("m", features, size=(8, 8), channels=1, n_classes=n_classes)
    assert model.input_shape == (None, 8, 8, 1)
    assert model.output_shape == (None, units)
    assert model.layers[-1].activation.__name__ == activation


def test_dropout_only_while_training():
    import keras

    keras.utils.set_random_seed(0)
    model = framed("m", features, size=(8, 8), channels=3, n_classes=2, dropout=0.5)
    images = np.random.default_rng(0).integers(0, 256, (16, 8, 8, 3)).astype("float32")
    still = [model(images, training=False).numpy() for _ in range(2)]
    np.testing.assert_array_equal(*still)
    assert np.abs(model(images, training=True).numpy() - still[0]).max() > 0.01


def test_maps_are_averaged_and_rows_are_not():
    import keras

    averaged = framed("m", features, size=(8, 8), channels=3, n_classes=2)
    assert averaged.get_layer("embedding").output.shape == (None, 5)
    flat = framed("m", keras.layers.Flatten(name="embedding"), size=(8, 8), channels=3, n_classes=2)
    assert flat.get_layer("scores").kernel.shape == (8 * 8 * 3, 1)


def test_weights_that_nobody_published():
    with pytest.raises(CheckpointError, match=r"small has no published weights.*--initial-weights"):
        without_published_weights("small", "imagenet")


def test_bad_settings():
    with pytest.raises(CheckpointError, match="at least two classes"):
        framed("m", features, size=(8, 8), channels=3, n_classes=1)
    with pytest.raises(CheckpointError, match="--dropout"):
        framed("m", features, size=(8, 8), channels=3, n_classes=2, dropout=1.0)
