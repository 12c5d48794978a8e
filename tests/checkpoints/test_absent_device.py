import pytest

from checkpoints import absent_device
from checkpoints.absent_device import no_gpu, no_tpu, silent_tpu

pytestmark = pytest.mark.tensorflow


@pytest.fixture
def machine(tmp_path, monkeypatch):
    """Says which package is installed and which device files there are."""

    def set_up(package=None, files=()):
        for file in files:
            (tmp_path / file).parent.mkdir(exist_ok=True)
            (tmp_path / file).touch()
        monkeypatch.setattr(absent_device, "_DEV", tmp_path)
        monkeypatch.setattr(absent_device, "_version", lambda name: package)

    return set_up


@pytest.mark.parametrize(
    ("package", "files", "said"),
    [
        (None, [], r"not installed; TPU chips in \S+: none\. Install tensorflow-tpu .* on a machine with a TPU\."),
        (None, ["accel0", "accel1"], r"accel0, \S+accel1\. Install tensorflow-tpu in place of tensorflow\."),
        (
            "2.20.0",
            ["vfio/0", "vfio/vfio"],
            r"tensorflow-tpu is 2\.20\.0; TPU chips in \S+: \S+vfio/0\. Another process",
        ),
        ("2.20.0", [], r"Start a TPU runtime or VM, or name one with TPU_NAME or --tpu\."),
    ],
)
def test_no_tpu(machine, package, files, said):
    import re

    machine(package, files)
    message = no_tpu()
    assert re.search(said, message), message
    assert "TensorFlow lists CPU; TPU_NAME is not set" in message
    assert "docs/tpu.md" in message and "--device auto" in message


def test_a_silent_tpu(machine):
    machine()
    message = silent_tpu("local", RuntimeError("No OpKernel was\nregistered"))
    assert "'local' does not answer: No OpKernel was registered" in message
    assert "tensorflow-tpu is not installed" in message and "choose --device cpu" in message
    machine("2.20.0")
    assert "not installed" not in silent_tpu("mine", ValueError("x"))


def test_no_gpu(machine, monkeypatch):
    monkeypatch.delenv("CUDA_VISIBLE_DEVICES", raising=False)
    machine()
    assert "driver is not there. Install the GPU's driver" in no_gpu()
    machine(files=["nvidiactl"])
    assert 'pip install "tensorflow[and-cuda]"' in no_gpu()
    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", "")
    assert "CUDA_VISIBLE_DEVICES is ''" in no_gpu()
