"""What to say where a TPU or GPU is asked for and not found: what was looked for, what is there, what to do."""

from __future__ import annotations

import os
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

NAME = "TPU_NAME"  # the environment's word for a TPU, as Cloud TPU and Kaggle set it
LOCAL = "local"  # a TPU that is part of this machine

_DEV = Path("/dev")
_TPU_FILES = ("accel[0-9]*", "vfio/[0-9]*")  # how Linux shows TPU chips, older and newer ones


def no_tpu() -> str:
    """The message where there is no TPU and none is named."""
    chips = sorted(str(path) for pattern in _TPU_FILES for path in _DEV.glob(pattern))
    package = _version("tensorflow-tpu")
    if package is None:
        advice = "Install tensorflow-tpu in place of tensorflow"
        advice += "." if chips else " on a machine with a TPU."
    elif chips:
        advice = "Another process may hold the TPU: end it, or start the runtime anew."
    else:
        advice = f"Start a TPU runtime or VM, or name one with {NAME} or --tpu."
    return (
        f"--device tpu: no TPU found. TensorFlow lists {_listed()}; {NAME} is not set; the package tensorflow-tpu is "
        f"{package or 'not installed'}; TPU chips in {_DEV}: {', '.join(chips[:8]) or 'none'}. {advice} The steps "
        "are in docs/tpu.md. Without a TPU: --device auto."
    )


def silent_tpu(address: str, error: Exception) -> str:
    """The message where a TPU is named or seen and cannot be used."""
    reason = " ".join(str(error).split())[:200]
    named = f"unset {NAME} or leave out --tpu" if address != LOCAL else "choose --device cpu or gpu"
    package = "" if _version("tensorflow-tpu") else " The package tensorflow-tpu is not installed (docs/tpu.md)."
    return f"The TPU {address!r} does not answer: {reason}.{package} Start it, or {named} to train without it."


def no_gpu() -> str:
    """The message where there is no GPU."""
    driver = (_DEV / "nvidiactl").exists()
    hidden = os.environ.get("CUDA_VISIBLE_DEVICES")
    if hidden is not None and driver:
        advice = f"CUDA_VISIBLE_DEVICES is {hidden!r}: unset it if that hides the GPU."
    elif driver:
        advice = 'Install TensorFlow with its CUDA libraries: pip install "tensorflow[and-cuda]".'
    else:
        advice = "Install the GPU's driver, or choose a machine that has one."
    return (
        f"--device gpu: no GPU found. TensorFlow lists {_listed()}; an NVIDIA driver is "
        f"{'there' if driver else 'not there'}. {advice} Without a GPU: --device auto."
    )


def _listed() -> str:
    import tensorflow as tf

    return ", ".join(sorted({device.device_type for device in tf.config.list_physical_devices()})) or "no device"


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None
