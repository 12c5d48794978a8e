from itertools import cycle

import pytest

from checkpoints.contract import CheckpointError
from checkpoints.registry import MODELS, build


@pytest.mark.parametrize("name", MODELS)
def test_every_module_has_the_form(name):
    module = MODELS[name]
    assert module.TITLE
    assert isinstance(module.SETTINGS, dict)
    assert module.SMALLEST > 0


@pytest.mark.tensorflow
@pytest.mark.parametrize(
    ("name", "n_classes", "channels", "head"),
    [(name, *head) for name, head in zip(MODELS, cycle([(2, 1, "sigmoid"), (7, 3, "softmax")]), strict=False)],
)
def test_every_model_is_built_and_understood(name, n_classes, channels, head):
    from checkpoints.anatomy import examine

    size = max(32, MODELS[name].SMALLEST)
    model = build({"model": name, "n_classes": n_classes, "channels": channels, "size": [size, size + 32]})
    anatomy = examine(model)
    assert (anatomy.input_size, anatomy.channels) == ((size, size + 32), channels)
    assert (anatomy.n_classes, anatomy.head) == (n_classes, head)
    assert anatomy.embedding_layer == "embedding"
    assert anatomy.rescales


@pytest.mark.tensorflow
def test_any_size():
    assert build({"model": "small_cnn", "n_classes": 2}).input_shape == (None, None, None, 3)


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"model": "resnet"}, r"no model 'resnet'\. Choose one of: small_cnn, mobilenet_v2, efficientnet_b0"),
        ({"model": "small_cnn"}, "classes small_cnn tells apart"),
        ({"model": "small_cnn", "n_classes": 2, "alpha": 0.5}, "small_cnn has no setting 'alpha'"),
        ({"model": "mobilenet_v2", "n_classes": 2, "size": 16}, r"at least 32 x 32 pixels\. Found: 16 x 16"),
        ({"model": "small_cnn", "n_classes": 2, "weights": "imagenet"}, "no published weights"),
    ],
)
def test_settings_that_do_not_go(settings, message):
    with pytest.raises(CheckpointError, match=message):
        build(settings)
