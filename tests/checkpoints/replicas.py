"""Trains the same on one device and on two that are kept in step: a process of its own, since devices come first.

`python -m tests.checkpoints.replicas DATASET FOLDER` writes the runs FOLDER/one, FOLDER/two, FOLDER/stopped (on two
devices, interrupted in its last epoch and begun again) and FOLDER/varied.
"""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path

import tensorflow as tf

import data.locations
from checkpoints import single_run
from checkpoints.__main__ import main

# No batch normalization, whose statistics are each replica's own, and no dropout, which each draws for itself.
PLAIN = ["--model", "barebone_cnn_1", "--size", "16", "--epochs", "3", "--batch-size", "8", "--seed", "1"]
VARIED = ["--model", "small_cnn", "--size", "16", "--epochs", "2", "--batch-size", "6", "--augment", "flips"]


def train(dataset: str, folder: str, name: str, arguments: list[str]) -> None:
    """One run by the command itself."""
    main(["train", dataset, "--name", name, "--folder", f"{folder}/{name}", *arguments])


@contextlib.contextmanager
def stopped_before(name: str):
    """End a training as Ctrl-C would, where it is about to write a file of this name."""
    replace_file = data.locations._replace

    def write(target: Path, content: bytes) -> None:
        if target.name == name:
            raise KeyboardInterrupt
        replace_file(target, content)

    data.locations._replace = write
    try:
        with contextlib.suppress(KeyboardInterrupt):
            yield
    finally:
        data.locations._replace = replace_file


def run(dataset: str, folder: str) -> None:
    """All four runs."""
    cpu = tf.config.list_physical_devices("CPU")[0]
    tf.config.set_logical_device_configuration(cpu, [tf.config.LogicalDeviceConfiguration()] * 2)
    train(dataset, folder, "one", PLAIN)
    both = tf.distribute.MirroredStrategy(["CPU:0", "CPU:1"])
    single_run.choose_strategy = lambda *device: (both, "two CPUs")  # type: ignore[assignment]
    train(dataset, folder, "two", PLAIN)
    with stopped_before("epoch_003.keras"):
        train(dataset, folder, "stopped", PLAIN)
    train(dataset, folder, "stopped", PLAIN)
    train(dataset, folder, "varied", [*VARIED, "--dropout", "0.2", "--class-weights"])


if __name__ == "__main__":
    run(*sys.argv[1:])
