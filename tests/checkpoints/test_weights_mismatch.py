import h5py
import numpy as np
import pytest

from checkpoints.contract import CheckpointError
from checkpoints.registry import build
from checkpoints.weights import load_weights
from checkpoints.weights_mismatch import mismatch

pytestmark = pytest.mark.tensorflow

FORMATS = ("weights.h5", "keras", "h5")


@pytest.fixture(scope="module")
def models():
    size = {"size": 32, "n_classes": 3}
    return {
        "small": build({"model": "small_cnn", **size}),
        "small of 7": build({"model": "small_cnn", "size": 32, "n_classes": 7}),
        "lesion": build({"model": "lesion_cnn", **size}),
        "barebone": build({"model": "barebone_cnn_2", **size}),
    }


@pytest.fixture(scope="module")
def folder(models, tmp_path_factory):
    folder = tmp_path_factory.mktemp("weights")
    for ending in FORMATS:
        model = models["small"]
        (model.save_weights if ending == "weights.h5" else model.save)(folder / f"small.{ending}")
    return folder


@pytest.mark.filterwarnings("ignore:.*legacy.*")
@pytest.mark.parametrize("ending", FORMATS)
@pytest.mark.parametrize(
    ("other", "message"),
    [
        ("small of 7", r"the layer scores has weights of shape \(64, 7\), the file has \(64, 3\) there"),
        (
            "lesion",
            r"block_1_1_conv (has 2 arrays of weights, the file has 1|\(3, 3, 3, 8\) .* conv_1 \(3, 3, 3, 16)",
        ),
        ("barebone", r"conv_1 (has 2 arrays of weights, the file has 1|\(3, 3, 3, 75\) .* conv_1 \(3, 3, 3, 16\))"),
    ],
)
def test_the_layer_that_differs_is_named(models, folder, ending, other, message):
    file = f"small.{ending}"
    with pytest.raises(CheckpointError, match=rf"runs/{file} does not fit the model '\w+': .*{message}"):
        load_weights(models[other], folder / file, f"runs/{file}")


def test_a_file_with_fewer_layers(models, tmp_path):
    with h5py.File(tmp_path / "w.h5", "w") as file:
        file.attrs["layer_names"] = ["conv_1"]
        group = file.create_group("conv_1")
        group.attrs["weight_names"] = ["conv_1/kernel"]
        group["conv_1/kernel"] = np.zeros((3, 3, 3, 16))
    found = mismatch(models["small"], tmp_path / "w.h5", ValueError("Layer count mismatch"))
    assert (
        found
        == "layer 2 of those with weights is norm_1 (16,) (16,) (16,) (16,) in the model, nothing more in the file."
    )


def test_what_names_no_layer_is_kept_in_keras_words(models, tmp_path):
    (tmp_path / "w.h5").write_bytes(b"nothing")
    assert mismatch(models["small"], tmp_path / "w.h5", ValueError("No\n such group")) == "No such group"
