"""Where training runs: several hosts, a TPU, several GPUs together, one GPU, or the CPU."""

from __future__ import annotations

import os
from functools import cache
from typing import TYPE_CHECKING

from checkpoints.absent_device import LOCAL, NAME, no_gpu, no_tpu, silent_tpu
from checkpoints.contract import CheckpointError
from checkpoints.workers import VARIABLE, Worker, this_worker

if TYPE_CHECKING:
    import tensorflow as tf


def choose_strategy(device: str = "auto", tpu: str | None = None) -> tuple[tf.distribute.Strategy, str]:
    """Choose the strategy for the hardware that is there, before TensorFlow has computed anything.

    Args:
        device: "auto" takes the first of several hosts (where TF_CONFIG names them), tpu, gpu, cpu that is there; or
            one of the last three.
        tpu: name or grpc:// address of a TPU; by default what the environment names (TPU_NAME), or this machine's own.

    Returns:
        The strategy, and what it is in plain words.

    Raises:
        CheckpointError: the device is not there, does not answer, or does not go with the rest.
    """
    import tensorflow as tf

    worker = this_worker()
    gpus = len(tf.config.list_physical_devices("GPU"))
    _refuse_contradiction(device, tpu, worker)
    if device == "gpu" and not gpus:
        raise CheckpointError(no_gpu())
    if worker is not None:
        return _together(os.environ[VARIABLE], worker, device)
    address = tpu or os.environ.get(NAME) or (LOCAL if tf.config.list_physical_devices("TPU") else "")
    if address and (device == "tpu" or device == "auto"):
        strategy = _tpu(address)
        return strategy, f"TPU {address} ({strategy.num_replicas_in_sync} cores)"
    if device == "tpu":
        raise CheckpointError(no_tpu())
    processor = f"CPU ({os.cpu_count()} cores)"
    if device == "cpu":
        return tf.distribute.OneDeviceStrategy("/CPU:0") if gpus else tf.distribute.get_strategy(), processor
    if gpus > 1:
        return tf.distribute.MirroredStrategy(), f"{gpus} GPUs, mirrored"
    return tf.distribute.get_strategy(), "one GPU" if gpus else processor


def needs_whole_batches() -> bool:
    """Whether the strategy in scope wants batches of one size: a TPU compiles for it, and replicas share evenly."""
    import tensorflow as tf

    strategy = tf.distribute.get_strategy()
    return strategy.num_replicas_in_sync > 1 or isinstance(strategy, tf.distribute.TPUStrategy)


def _refuse_contradiction(device: str, tpu: str | None, worker: Worker | None) -> None:
    if tpu and device not in ("auto", "tpu"):
        raise CheckpointError(f"--tpu {tpu} and --device {device} name two devices. Leave one of them out.")
    if worker is not None and (tpu or device == "tpu"):
        raise CheckpointError(
            f"A TPU is asked for while {VARIABLE} names a cluster of {worker.hosts} hosts with CPUs or GPUs. Unset "
            f"{VARIABLE} for the TPU (its hosts find each other), or leave out --device tpu and --tpu."
        )


def _together(config: str, worker: Worker, device: str) -> tuple[tf.distribute.Strategy, str]:
    if worker.hosts > 1:
        print(f"Host {worker.number + 1} of {worker.hosts}: waiting for the others", flush=True)
    strategy = _mirrored_over_hosts(config, device)
    return strategy, f"{worker.hosts} hosts, {strategy.num_replicas_in_sync} replicas"


@cache  # a process joins its cluster once
def _mirrored_over_hosts(config: str, device: str) -> tf.distribute.Strategy:
    import tensorflow as tf

    try:
        if device == "cpu":
            tf.config.set_visible_devices([], "GPU")
        return tf.distribute.MultiWorkerMirroredStrategy()
    except (ValueError, RuntimeError, OSError, tf.errors.OpError) as error:
        reason = " ".join(str(error).split())[:200]
        raise CheckpointError(
            f"Cannot join the cluster that {VARIABLE} names: {reason}. Look whether the hosts reach each other and the "
            f"port is free, or unset {VARIABLE} to train on this host alone. Found: {config[:200]}."
        ) from error


@cache  # starting a TPU anew forgets what it holds
def _tpu(address: str) -> tf.distribute.Strategy:
    import tensorflow as tf

    try:
        resolver = tf.distribute.cluster_resolver.TPUClusterResolver(tpu=address)
        if address != LOCAL:
            tf.config.experimental_connect_to_cluster(resolver)
        tf.tpu.experimental.initialize_tpu_system(resolver)
        return tf.distribute.TPUStrategy(resolver)
    except (ValueError, RuntimeError, OSError, tf.errors.OpError) as error:
        raise CheckpointError(silent_tpu(address, error)) from error
