"""Every model of the registry keeps the same promises: size, parameters, training, reading back, analysis."""

from itertools import cycle

import numpy as np
import pytest

from checkpoints.contract import CheckpointError
from checkpoints.image_models import IMAGE_MODELS
from checkpoints.registry import MODELS, build, default_size, known_model

LARGE = {"resnet34", *(f"efficientnet_b{number}" for number in range(1, 8))}  # slow to trace
EACH = [pytest.param(name, marks=[pytest.mark.slow] * (name in LARGE)) for name in MODELS]
QUICK = ["small_cnn", "lesion_cnn", "resnet18", "barebone_cnn_1", "barebone_cnn_2"]  # to trace
OTHERS = {  # settings without which a model is not complete, or large for a test
    "mobilenet_v2": {"alpha": 0.35},
    "image_and_metadata": {"image_model": "small_cnn", "n_metadata": 3},
}
TOLERANCE = 1e-4  # of a probability: batches of another size are summed in another order


def settings_of(name, size=32):
    return {"model": name, "n_classes": 3, "size": size, **OTHERS.get(name, {})}


@pytest.mark.parametrize("name", MODELS)
def test_every_module_has_the_form(name):
    module = MODELS[name]
    assert module.TITLE
    assert isinstance(module.SETTINGS, dict)
    assert 0 < module.SMALLEST <= module.SIZE
    assert default_size(name) == module.SIZE


def test_default_size_follows_the_image_model():
    assert default_size("image_and_metadata", "lesion_cnn") == 224
    assert default_size("mine.models:tiny") is None


@pytest.mark.tensorflow
@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=[pytest.mark.slow] * (name in LARGE)) for name in IMAGE_MODELS]
)
def test_trainable_parameters_with_seven_classes(name):
    module = IMAGE_MODELS[name]
    model = build({"model": name, "n_classes": 7, "size": module.SIZE})
    assert sum(int(np.prod(weight.shape)) for weight in model.trainable_weights) == module.PARAMETERS


def test_parameters_that_were_published():
    assert MODELS["lesion_cnn"].PARAMETERS == 51_221
    assert MODELS["resnet18"].PARAMETERS == 11_172_423


@pytest.mark.tensorflow
@pytest.mark.parametrize(
    ("name", "n_classes", "channels", "head"),
    [(name, *head) for name, head in zip(QUICK, cycle([(2, 1, "sigmoid"), (7, 3, "softmax")]), strict=False)],
)
def test_every_model_is_built_and_understood(name, n_classes, channels, head):
    from checkpoints.anatomy import examine

    model = build({"model": name, "n_classes": n_classes, "channels": channels, "size": [32, 64]})
    anatomy = examine(model)
    assert (anatomy.input_size, anatomy.channels) == ((32, 64), channels)
    assert (anatomy.n_classes, anatomy.head) == (n_classes, head)


@pytest.mark.tensorflow
@pytest.mark.parametrize("name", EACH)
def test_every_model_trains_and_is_read_back_and_analysed(name, tmp_path):
    """One step changes the weights, one epoch more ends in a file, and the file gives what the model gives."""
    import keras

    from checkpoints.anatomy import examine
    from checkpoints.probe import Probe
    from checkpoints.reading import load_model

    keras.utils.set_random_seed(0)
    model = build(settings_of(name))
    random = np.random.default_rng(0)
    images, labels = random.integers(0, 256, (8, 32, 32, 3), dtype=np.uint8), np.arange(8) % 3
    metadata = [random.standard_normal((8, tensor.shape[1])).astype(np.float32) for tensor in model.inputs[1:]]
    inputs = [images.astype(np.float32), *metadata] if metadata else images.astype(np.float32)

    before = [np.array(weight) for weight in model.trainable_weights]
    model.compile(keras.optimizers.SGD(1e-3), "sparse_categorical_crossentropy", jit_compile=False)
    some = [part[:4] for part in inputs] if metadata else inputs[:4]
    first = model.fit(some, labels[:4], batch_size=4, epochs=1, verbose=0).history["loss"]  # one step
    moved = [not np.array_equal(old, new) for old, new in zip(before, model.trainable_weights, strict=True)]
    assert np.isfinite(first).all() and np.mean(moved) > 0.9
    epoch = model.fit(inputs, labels, batch_size=4, epochs=1, verbose=0).history["loss"]
    assert np.isfinite(epoch).all()
    model.save(tmp_path / "epoch_001.keras")

    again = load_model(str(tmp_path / "epoch_001.keras"))
    expected = model(inputs, training=False).numpy()  # what predict compiles, without waiting for it
    anatomy = examine(again)
    assert anatomy.embedding_layer == ("joined" if metadata else "embedding")
    assert anatomy.map_layer is not None and anatomy.rescales
    embeddings, logits, scores = Probe(again, anatomy).read(images, *metadata)
    assert embeddings.shape == (8, anatomy.n_features)
    assert np.ptp(embeddings, axis=0).max() > 0
    np.testing.assert_allclose(scores, expected, atol=TOLERANCE)
    assert logits.shape == (8, 3)


@pytest.mark.tensorflow
def test_any_size():
    assert build({"model": "small_cnn", "n_classes": 2}).input_shape == (None, None, None, 3)


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"model": "resnet"}, r"no model 'resnet'\. Choose one of: small_cnn, .*image_and_metadata; or your own"),
        ({}, "no model 'None'"),
        ({"model": "small_cnn"}, "classes small_cnn tells apart"),
        ({"model": "image_and_metadata", "n_classes": 2}, "needs metadata beside the pictures"),
        ({"model": "small_cnn", "n_classes": 2, "alpha": 0.5}, "small_cnn has no setting 'alpha'"),
        ({"model": "mobilenet_v2", "n_classes": 2, "size": 16}, r"at least 32 x 32 pixels\. Found: 16 x 16"),
        ({"model": "small_cnn", "n_classes": 2, "weights": "imagenet"}, "no published weights"),
    ],
)
def test_settings_that_do_not_go(settings, message):
    with pytest.raises(CheckpointError, match=message):
        build(settings)


def test_names():
    assert known_model("resnet18") == "resnet18"
    assert known_model("mine.models:tiny") == "mine.models:tiny"
    for name in ("mine", "mine:", "mine/models.py:tiny", "a b:c"):
        with pytest.raises(CheckpointError, match="no model"):
            known_model(name)
