"""Batches for training, read while the model computes."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import tensorflow as tf

from data.contract import DataError, Dataset
from data.decode import decode, resize
from data.epoch_order import epoch_order
from data.nearby import nearby
from data.record_stream import PARTS, Records, drawn, encoded_picture, in_table_order, located_records


def stream(
    dataset: Dataset,
    *,
    split: str,
    size: tuple[int, int],
    channels: int = 3,
    batch_size: int,
    shuffle_seed: int | None = None,
    first_epoch: int = 0,
    repeat: bool = False,
    balanced: bool = False,
    metadata: np.ndarray | None = None,
) -> tf.data.Dataset:
    """A split as batches; no Python runs inside, so it scales to any `tf.distribute` strategy.

    Args:
        split: one of the dataset's splits.
        size: height and width in pixels.
        channels: 3 for colour, 1 for grey.
        batch_size: samples per step.
        shuffle_seed: order anew every epoch, the same for the same seed; None keeps the order of the table.
        first_epoch: the epoch to begin with (without `repeat` the only one): the stream goes on as one from epoch 0
            would.
        repeat: go on forever, in batches of exactly `batch_size` (TPUs want fixed shapes); epoch e is the next
            `steps_per_epoch` batches, and its order a pure function of `shuffle_seed` and e.
        balanced: draw all classes alike (see `data.epoch_order`).
        metadata: (n, m) float32, aligned with `dataset.samples`.

    Returns:
        Of (images (b, y, x, channels) uint8, class numbers (b,) int32 in the order of `dataset.classes`); with metadata
        of ((images, metadata (b, m) float32), class numbers).

    Raises:
        DataError: the split has no samples, or fewer than a batch with `repeat`; a file that cannot be fetched;
            metadata of another length.
    """
    rows = np.flatnonzero(dataset.samples["split"] == split)
    files = dataset.samples["file"].iloc[rows].tolist()
    _refuse_empty(dataset, split, files)
    total = steps_per_epoch(dataset, split=split, batch_size=batch_size) * batch_size if repeat else len(rows)
    labels = _class_numbers(dataset)[rows]
    records = located_records(dataset, files)
    shuffled = shuffle_seed is not None or balanced
    order = epoch_order(labels, total, seed=shuffle_seed, balanced=balanced)
    if records is None:
        pairs = _files(nearby(files), order, _epochs(first_epoch, repeat))
    elif shuffled:
        epochs = _epochs(first_epoch, repeat)
        pairs = _mixed_records(records, order, epochs, total=total, seed=shuffle_seed or 0, balanced=balanced)
    else:
        begun = first_epoch * total % len(rows) if repeat else 0
        pairs = in_table_order(records, None if repeat else 1).skip(begun)
    facts = _facts(labels, None if metadata is None else _aligned(dataset, metadata)[rows])

    def load(source: tf.Tensor, position: tf.Tensor) -> tuple:
        content = tf.io.read_file(source) if records is None else encoded_picture(source, records.feature)
        return facts(resize(decode(content, channels), size), position)

    pairs = pairs.apply(tf.data.experimental.assert_cardinality(tf.data.INFINITE_CARDINALITY if repeat else total))
    pipeline = pairs.map(load, num_parallel_calls=tf.data.AUTOTUNE, deterministic=True)
    pipeline = pipeline.batch(batch_size, drop_remainder=repeat)
    return pipeline.with_options(_options()).prefetch(tf.data.AUTOTUNE)


def steps_per_epoch(dataset: Dataset, *, split: str, batch_size: int) -> int:
    """Whole batches in a split: the steps of an epoch of `stream(..., repeat=True)`.

    Raises:
        DataError: the split has fewer samples than a batch.
    """
    count = int((dataset.samples["split"] == split).sum())
    if batch_size < 1 or count < batch_size:
        raise DataError(
            f"Split {split!r} of dataset {dataset.name!r} has {count:,} samples, not a whole batch of {batch_size:,}. "
            "Choose a smaller batch size."
        )
    return count // batch_size


def _epochs(first: int, repeat: bool) -> tf.data.Dataset:
    return tf.data.Dataset.counter(first) if repeat else tf.data.Dataset.range(first, first + 1)


def _files(files: list[str], order: Callable[[tf.Tensor], tf.Tensor], epochs: tf.data.Dataset) -> tf.data.Dataset:
    names = tf.constant(files)
    positions = epochs.flat_map(lambda epoch: tf.data.Dataset.from_tensor_slices(order(epoch)))
    return positions.map(lambda position: (tf.gather(names, position), position))


def _mixed_records(
    records: Records,
    order: Callable[[tf.Tensor], tf.Tensor],
    epochs: tf.data.Dataset,
    *,
    total: int,
    seed: int,
    balanced: bool,
) -> tf.data.Dataset:
    parts = PARTS if balanced else 1
    return epochs.flat_map(lambda epoch: drawn(records, order, epoch, seed=seed, total=total, parts=parts))


def _facts(labels: np.ndarray, metadata: np.ndarray | None) -> Callable[[tf.Tensor, tf.Tensor], tuple]:
    """A function that puts class number and metadata of a position beside its image."""
    numbers = tf.constant(labels, tf.int32)
    if metadata is None:
        return lambda image, position: (image, tf.gather(numbers, position))
    table = tf.constant(metadata, tf.float32)
    return lambda image, position: ((image, tf.gather(table, position)), tf.gather(numbers, position))


def _class_numbers(dataset: Dataset) -> np.ndarray:
    number = {label: place for place, label in enumerate(dataset.classes)}
    return np.array([number[label] for label in dataset.samples["label"]], np.int32)


def _aligned(dataset: Dataset, metadata: np.ndarray) -> np.ndarray:
    if metadata.ndim != 2 or len(metadata) != len(dataset):
        raise DataError(f"Wanted metadata of shape ({len(dataset):,}, m), one row per sample. Found: {metadata.shape}.")
    return metadata


def _options() -> tf.data.Options:
    options = tf.data.Options()
    options.deterministic = True
    options.experimental_distribute.auto_shard_policy = tf.data.experimental.AutoShardPolicy.DATA
    return options


def _refuse_empty(dataset: Dataset, split: str, files: list[str]) -> None:
    if not files:
        sizes = ", ".join(f"{name} ({size:,})" for name, size in dataset.samples["split"].value_counts().items())
        raise DataError(
            f"Dataset {dataset.name!r} has no samples in split {split!r}. It has: {sizes or 'none at all'}. "
            f"python -m data check says why."
        )
