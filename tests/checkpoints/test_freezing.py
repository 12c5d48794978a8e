import keras
import numpy as np
import pytest

from checkpoints.anatomy import examine
from checkpoints.contract import CheckpointError
from checkpoints.freezing import freeze
from checkpoints.probe import Probe
from checkpoints.registry import build

pytestmark = pytest.mark.tensorflow

IMAGES = np.random.default_rng(0).integers(0, 256, (8, 16, 16, 3)).astype("float32")
LABELS = np.arange(8) % 3


def fit(model, inputs=IMAGES):
    model.compile("sgd", "sparse_categorical_crossentropy", jit_compile=False)
    model.fit(inputs, LABELS, verbose=0)


def values(model, ending=""):
    return {weight.path: np.array(weight) for weight in model.weights if ending in weight.path}


def changed(before, model):
    return {path for path, value in before.items() if not np.array_equal(value, values(model)[path])}


def test_only_the_head_learns_until_everything_does():
    model = build({"model": "small_cnn", "size": 16, "n_classes": 3})
    before = values(model)
    freeze(model, True)
    fit(model)
    assert changed(before, model) == {"scores/kernel", "scores/bias"}  # moving statistics stay too
    freeze(model, False)
    fit(model)
    assert changed(before, model) == set(before)


def test_frozen_normalization_works_as_in_inference():
    model = build({"model": "small_cnn", "size": 16, "n_classes": 3})
    still = model(IMAGES, training=False).numpy()
    assert np.abs(model(IMAGES, training=True).numpy() - still).max() > 1e-3
    freeze(model, True)
    np.testing.assert_array_equal(model(IMAGES, training=True).numpy(), model(IMAGES, training=False).numpy())


def test_a_metadata_branch_learns_from_the_start():
    settings = {"model": "image_and_metadata", "image_model": "small_cnn", "n_metadata": 2, "size": 16}
    model = build(settings | {"n_classes": 3})
    before = values(model)
    freeze(model, True)
    fit(model, [IMAGES, np.ones((8, 2), "float32")])
    assert {path.split("/")[0] for path in changed(before, model)} == {
        "metadata_dense_1",
        "metadata_dense_2",
        "scores",
    }


def test_what_the_user_froze_stays_frozen():
    model = build({"model": "small_cnn", "size": 16, "n_classes": 3})
    model.get_layer("conv_1").trainable = False
    freeze(model, True)
    freeze(model, False)
    assert [layer.name for layer in model.layers if not layer.trainable] == ["conv_1"]


def test_a_frozen_epoch_is_read_like_any_other(tmp_path):
    model = build({"model": "small_cnn", "size": 16, "n_classes": 3})
    probe = Probe(build({"model": "small_cnn", "size": 16, "n_classes": 3}), examine(model))
    for frozen in (True, False):
        freeze(model, frozen)
        fit(model)
        model.save(tmp_path / "epoch_001.keras")
        probe.assign(str(tmp_path / "epoch_001.keras"))
        expected = model.predict(IMAGES, verbose=0)
        np.testing.assert_allclose(probe.read(IMAGES.astype("uint8"))[2], expected, atol=1e-5)


def test_nothing_to_train():
    with pytest.raises(CheckpointError, match="nothing to train"):
        freeze(keras.Sequential([keras.Input((4, 4, 3)), keras.layers.GlobalAveragePooling2D()]), True)
