import os

import numpy as np
import pytest

from checkpoints.saving import in_float32, save_network

pytestmark = pytest.mark.tensorflow


def test_a_checkpoint_appears_whole(tmp_path, small_model):
    save_network(small_model(), str(tmp_path), 0)
    save_network(small_model(), str(tmp_path), 12)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["epoch_000.keras", "epoch_012.keras"]


def test_a_failed_write_leaves_the_old_one(tmp_path, small_model, monkeypatch):
    save_network(small_model(), str(tmp_path), 0)
    before = (tmp_path / "epoch_000.keras").read_bytes()

    def fail(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(KeyboardInterrupt):
        save_network(small_model(seed=1), str(tmp_path), 0)
    assert [path.name for path in tmp_path.iterdir()] == ["epoch_000.keras"]
    assert (tmp_path / "epoch_000.keras").read_bytes() == before


def test_anywhere_that_fsspec_writes(small_model):
    from checkpoints.reading import load_model

    save_network(small_model(), "memory://bucket/run", 3)
    found = load_model("memory://bucket/run/epoch_003.keras")
    for mine, yours in zip(small_model().get_weights(), found.get_weights(), strict=True):
        np.testing.assert_array_equal(mine, yours)


@pytest.mark.parametrize("precision", ["mixed_float16", "mixed_bfloat16"])
def test_half_precision_is_saved_as_float32(tmp_path, small_model, pictures, precision):
    import keras

    from checkpoints.reading import load_model

    keras.config.set_dtype_policy(precision)
    try:
        network = small_model()
    finally:
        keras.config.set_dtype_policy("float32")
    assert network.get_layer("conv").compute_dtype != "float32"
    save_network(network, str(tmp_path), 1)
    found = load_model(str(tmp_path / "epoch_001.keras"))
    assert {layer.compute_dtype for layer in found.layers} == {"float32"}
    expected = small_model()(pictures.astype("float32")).numpy()
    np.testing.assert_allclose(found(pictures.astype("float32")).numpy(), expected, rtol=1e-6)


def test_float32_is_saved_as_it_is(small_model):
    network = small_model()
    assert in_float32(network) is network
