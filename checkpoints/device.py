"""Where training runs: a TPU if there is one, several GPUs together, one GPU, or the CPU."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from checkpoints.contract import CheckpointError

if TYPE_CHECKING:
    import tensorflow as tf


def choose_strategy(device: str = "auto") -> tuple[tf.distribute.Strategy, str]:
    """Choose the strategy for the hardware that is there.

    A TPU is there if TensorFlow lists one or the environment names one (TPU_NAME, as Cloud TPU and Colab set it).

    Args:
        device: "auto" takes the first of tpu, gpu, cpu that is there; or one of these names.

    Returns:
        The strategy, and what it is in plain words.

    Raises:
        CheckpointError: the device is not there, or the TPU that the environment names does not answer.
    """
    import tensorflow as tf

    address = os.environ.get("TPU_NAME", "local" if tf.config.list_physical_devices("TPU") else "")
    if address and device in ("auto", "tpu"):
        strategy = _tpu(address)
        return strategy, f"TPU {address} ({strategy.num_replicas_in_sync} cores)"
    gpus = len(tf.config.list_physical_devices("GPU"))
    if device == "tpu" or (device == "gpu" and not gpus):
        raise CheckpointError(
            f"--device {device}: TensorFlow sees no {device.upper()} on this machine. Start one (for a Cloud TPU set "
            "TPU_NAME), or choose --device auto."
        )
    processor = f"CPU ({os.cpu_count()} cores)"
    if device == "cpu":
        return tf.distribute.OneDeviceStrategy("/CPU:0") if gpus else tf.distribute.get_strategy(), processor
    if gpus > 1:
        return tf.distribute.MirroredStrategy(), f"{gpus} GPUs, mirrored"
    return tf.distribute.get_strategy(), "one GPU" if gpus else processor


def _tpu(address: str) -> tf.distribute.Strategy:
    import tensorflow as tf

    try:
        resolver = tf.distribute.cluster_resolver.TPUClusterResolver(tpu=address)
        if address != "local":
            tf.config.experimental_connect_to_cluster(resolver)
        tf.tpu.experimental.initialize_tpu_system(resolver)
        return tf.distribute.TPUStrategy(resolver)
    except (ValueError, RuntimeError, OSError, tf.errors.OpError) as error:
        reason = " ".join(str(error).split())[:200]
        raise CheckpointError(
            f"The TPU {address!r} does not answer: {reason}. Start it, or unset TPU_NAME to train without it."
        ) from error
