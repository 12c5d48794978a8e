import pytest

from checkpoints.barebone_cnn import VARIANTS
from checkpoints.contract import CheckpointError

pytestmark = pytest.mark.tensorflow


@pytest.mark.parametrize(
    ("name", "kinds", "features"),
    [
        ("barebone_cnn_1", "Conv2D Conv2D Flatten Dense", 28 * 28 * 32),
        ("barebone_cnn_2", "Conv2D MaxPooling2D Dropout Conv2D MaxPooling2D Dropout Flatten Dense", 8 * 8 * 125),
    ],
)
def test_layers_are_the_published_ones(name, kinds, features):
    model = VARIANTS[name].build(size=(32, 32), n_classes=7)
    assert " ".join(type(layer).__name__ for layer in model.layers[2:]) == kinds
    assert model.get_layer("embedding").output.shape == (None, features)
    assert {layer.rate for layer in model.layers if type(layer).__name__ == "Dropout"} <= {0.15}


def test_a_size_is_needed():
    with pytest.raises(CheckpointError, match="--size"):
        VARIANTS["barebone_cnn_1"].build(size=(None, None), n_classes=7)
