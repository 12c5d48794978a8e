import json
from types import SimpleNamespace

import pytest

from checkpoints import device
from checkpoints.contract import CheckpointError
from checkpoints.device import choose_strategy, needs_whole_batches

pytestmark = pytest.mark.tensorflow


@pytest.fixture(autouse=True)
def nothing_is_named(monkeypatch):
    for name in ("TPU_NAME", "TF_CONFIG"):
        monkeypatch.delenv(name, raising=False)
    yield
    device._tpu.cache_clear()
    device._mirrored_over_hosts.cache_clear()


def found(monkeypatch, **devices):
    import tensorflow as tf

    def listed(kind=None):
        kinds = [kind] * devices.get(kind, 0) if kind else [each for each in devices for _ in range(devices[each])]
        return [SimpleNamespace(device_type=each) for each in kinds]

    monkeypatch.setattr(tf.config, "list_physical_devices", listed)


def test_the_cpu_alone(monkeypatch):
    found(monkeypatch, CPU=1)
    strategy, name = choose_strategy()
    assert strategy.num_replicas_in_sync == 1
    assert name.startswith("CPU (")
    assert not needs_whole_batches()


def test_one_gpu(monkeypatch):
    found(monkeypatch, GPU=1)
    assert choose_strategy()[1] == "one GPU"


def test_several_gpus_are_mirrored(monkeypatch):
    import tensorflow as tf

    found(monkeypatch, GPU=2)
    monkeypatch.setattr(tf.distribute, "MirroredStrategy", lambda: "mirrored")
    assert choose_strategy() == ("mirrored", "2 GPUs, mirrored")


@pytest.mark.parametrize("name", ["gpu", "tpu"])
def test_a_device_that_is_not_there(monkeypatch, name):
    found(monkeypatch, CPU=1)
    with pytest.raises(CheckpointError, match=rf"--device {name}: no {name.upper()} found\. TensorFlow lists CPU;"):
        choose_strategy(name)


def test_the_cpu_although_there_is_a_gpu(monkeypatch):
    found(monkeypatch, GPU=2)
    strategy, name = choose_strategy("cpu")
    assert (strategy.num_replicas_in_sync, name.startswith("CPU (")) == (1, True)


class Tpus:
    """Stands in for TensorFlow's way to a TPU, and notes what it is told."""

    def __init__(self, monkeypatch):
        import tensorflow as tf

        self.addresses, self.connected = [], []
        resolvers = tf.distribute.cluster_resolver
        monkeypatch.setattr(resolvers, "TPUClusterResolver", lambda tpu: self.addresses.append(tpu) or tpu)
        monkeypatch.setattr(tf.config, "experimental_connect_to_cluster", self.connected.append)
        monkeypatch.setattr(tf.tpu.experimental, "initialize_tpu_system", lambda resolver: None)
        monkeypatch.setattr(
            tf.distribute, "TPUStrategy", lambda resolver: SimpleNamespace(num_replicas_in_sync=8, of=resolver)
        )


def test_the_tpu_of_this_machine(monkeypatch):
    found(monkeypatch, CPU=1, TPU=8)
    tpus = Tpus(monkeypatch)
    assert choose_strategy()[1] == "TPU local (8 cores)"
    assert choose_strategy("tpu")[0] is choose_strategy()[0]  # started once
    assert (tpus.addresses, tpus.connected) == (["local"], [])
    assert choose_strategy("cpu")[1].startswith("CPU (")


def test_a_tpu_by_name(monkeypatch):
    found(monkeypatch, CPU=1)
    tpus = Tpus(monkeypatch)
    monkeypatch.setenv("TPU_NAME", "theirs")
    assert choose_strategy()[1] == "TPU theirs (8 cores)"
    assert choose_strategy("tpu", "mine")[1] == "TPU mine (8 cores)"
    assert tpus.addresses == tpus.connected == ["theirs", "mine"]


def test_a_tpu_that_does_not_answer(monkeypatch):
    import tensorflow as tf

    def resolver(tpu):
        raise ValueError("Could not lookup TPU metadata")

    found(monkeypatch, CPU=1)
    monkeypatch.setenv("TPU_NAME", "mine")
    monkeypatch.setattr(tf.distribute.cluster_resolver, "TPUClusterResolver", resolver)
    with pytest.raises(CheckpointError, match=r"TPU 'mine' does not answer: Could not lookup.*unset TPU_NAME"):
        choose_strategy()


def cluster(monkeypatch, hosts):
    config = {"cluster": {"worker": hosts}, "task": {"type": "worker", "index": 0}}
    monkeypatch.setenv("TF_CONFIG", json.dumps(config))


def test_hosts_that_train_together(monkeypatch, capsys):
    import tensorflow as tf

    found(monkeypatch, CPU=1)
    cluster(monkeypatch, ["a:1", "b:1"])
    both = SimpleNamespace(num_replicas_in_sync=2)
    monkeypatch.setattr(tf.distribute, "MultiWorkerMirroredStrategy", lambda: both)
    assert choose_strategy() == (both, "2 hosts, 2 replicas")
    assert "Host 1 of 2: waiting for the others" in capsys.readouterr().out


def test_a_cluster_that_cannot_be_joined(monkeypatch):
    import tensorflow as tf

    def strategy():
        raise RuntimeError("Could not start gRPC server")

    found(monkeypatch, CPU=1)
    cluster(monkeypatch, ["a:1", "b:1"])
    monkeypatch.setattr(tf.distribute, "MultiWorkerMirroredStrategy", strategy)
    with pytest.raises(CheckpointError, match=r"Cannot join the cluster that TF_CONFIG names: Could not start gRPC"):
        choose_strategy("cpu")


def test_two_devices_at_once(monkeypatch):
    found(monkeypatch, CPU=1, GPU=1)
    with pytest.raises(CheckpointError, match="--tpu mine and --device gpu name two devices"):
        choose_strategy("gpu", "mine")
    cluster(monkeypatch, ["a:1", "b:1"])
    with pytest.raises(CheckpointError, match="TF_CONFIG names a cluster of 2 hosts"):
        choose_strategy("tpu")
