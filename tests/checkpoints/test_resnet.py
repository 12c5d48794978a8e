import pytest

from checkpoints import resnet
from checkpoints.contract import CheckpointError

pytestmark = pytest.mark.tensorflow


@pytest.mark.parametrize(("name", "convolutions"), [("resnet18", 17), ("resnet34", 33)])
def test_its_depth_is_in_its_name(name, convolutions):
    import keras

    model = resnet.VARIANTS[name].build(size=(64, 64), n_classes=7)
    found = [layer for layer in model.layers if isinstance(layer, keras.layers.Conv2D)]
    assert len([layer for layer in found if layer.kernel_size == (3, 3)]) == convolutions  # and one dense layer
    assert len([layer for layer in found if layer.kernel_size == (1, 1)]) == 3
    assert model.get_layer("stem_conv").output.shape == (None, 64, 64, 64)
    assert model.get_layer(f"stage_4_block_{2 if name == 'resnet18' else 3}_relu_2").output.shape == (None, 8, 8, 512)


def test_a_block_adds_its_input():
    """With a kernel of zeros the inner way gives nothing, so a block is a ReLU of its input."""
    import keras
    import numpy as np

    model = resnet.VARIANTS["resnet18"].build(size=(16, 16), n_classes=3)
    model.get_layer("stage_1_block_1_2_conv").kernel.assign(np.zeros((3, 3, 64, 64)))
    inner = keras.Model(
        model.input, [model.get_layer("stem_relu").output, model.get_layer("stage_1_block_1_relu_2").output]
    )
    before, after = inner(np.random.default_rng(0).uniform(0, 255, (2, 16, 16, 3)), training=False)
    assert before.numpy().any()
    np.testing.assert_array_equal(before, after)


def test_no_published_weights():
    with pytest.raises(CheckpointError, match="resnet18 has no published weights"):
        resnet.VARIANTS["resnet18"].build(size=(64, 64), n_classes=7, weights="imagenet")
