import pytest

from checkpoints.contract import CheckpointError
from checkpoints.device import choose_strategy

pytestmark = pytest.mark.tensorflow


def found(monkeypatch, **devices):
    import tensorflow as tf

    monkeypatch.delenv("TPU_NAME", raising=False)
    monkeypatch.setattr(tf.config, "list_physical_devices", lambda kind: [kind] * devices.get(kind, 0))


def test_the_cpu_alone(monkeypatch):
    found(monkeypatch)
    strategy, name = choose_strategy()
    assert strategy.num_replicas_in_sync == 1
    assert name.startswith("CPU (")


def test_one_gpu(monkeypatch):
    found(monkeypatch, GPU=1)
    assert choose_strategy()[1] == "one GPU"


def test_several_gpus_are_mirrored(monkeypatch):
    import tensorflow as tf

    found(monkeypatch, GPU=2)
    monkeypatch.setattr(tf.distribute, "MirroredStrategy", lambda: "mirrored")
    assert choose_strategy() == ("mirrored", "2 GPUs, mirrored")


@pytest.mark.parametrize("device", ["gpu", "tpu"])
def test_a_device_that_is_not_there(monkeypatch, device):
    found(monkeypatch)
    with pytest.raises(CheckpointError, match=f"--device {device}: TensorFlow sees no {device.upper()}"):
        choose_strategy(device)


def test_the_cpu_although_there_is_a_gpu(monkeypatch):
    found(monkeypatch, GPU=2)
    strategy, name = choose_strategy("cpu")
    assert (strategy.num_replicas_in_sync, name.startswith("CPU (")) == (1, True)


def test_a_tpu_that_does_not_answer(monkeypatch):
    import tensorflow as tf

    def resolver(tpu):
        raise ValueError("Could not lookup TPU metadata")

    found(monkeypatch)
    monkeypatch.setenv("TPU_NAME", "mine")
    monkeypatch.setattr(tf.distribute.cluster_resolver, "TPUClusterResolver", resolver)
    with pytest.raises(CheckpointError, match=r"TPU 'mine' does not answer: Could not lookup.*unset TPU_NAME"):
        choose_strategy()
