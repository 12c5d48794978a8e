"""Batches of pictures and class numbers for training, read while the model computes."""

from __future__ import annotations

import tensorflow as tf

from data.contract import DataError, Dataset
from data.decode import decode, resize
from data.locations import is_local

_REMOTE = ("gs://",)  # what TensorFlow's own file system reads


def stream(
    dataset: Dataset,
    *,
    split: str,
    size: tuple[int, int],
    channels: int = 3,
    batch_size: int,
    shuffle_seed: int | None = None,
    repeat: bool = False,
) -> tf.data.Dataset:
    """A split as batches; no Python runs inside, so it scales to any `tf.distribute` strategy.

    Args:
        split: one of the dataset's splits.
        size: height and width in pixels.
        channels: 3 for colour, 1 for grey.
        batch_size: samples per step.
        shuffle_seed: order anew every epoch, the same for the same seed; None keeps the order of the table.
        repeat: go on forever, in batches of exactly `batch_size` (TPUs want fixed shapes).

    Returns:
        Of (images (b, y, x, channels) uint8, class numbers (b,) int32 in the order of `dataset.classes`).

    Raises:
        DataError: the split has no samples, or its files lie where TensorFlow cannot read.
    """
    samples = dataset.samples[dataset.samples["split"] == split]
    _refuse_unreadable(dataset, split, list(samples["file"]))
    number = {label: place for place, label in enumerate(dataset.classes)}
    labels = tf.constant([number[label] for label in samples["label"]], tf.int32)
    pipeline = tf.data.Dataset.from_tensor_slices((tf.constant(samples["file"].tolist()), labels))
    if shuffle_seed is not None:
        pipeline = pipeline.shuffle(len(samples), seed=shuffle_seed, reshuffle_each_iteration=True)
    if repeat:
        pipeline = pipeline.repeat()

    def load(file: tf.Tensor, label: tf.Tensor) -> tuple[tf.Tensor, tf.Tensor]:
        return resize(decode(tf.io.read_file(file), channels), size), label

    pipeline = pipeline.map(load, num_parallel_calls=tf.data.AUTOTUNE, deterministic=True)
    pipeline = pipeline.batch(batch_size, drop_remainder=repeat)
    return pipeline.with_options(_options()).prefetch(tf.data.AUTOTUNE)


def _options() -> tf.data.Options:
    options = tf.data.Options()
    options.deterministic = True
    options.experimental_distribute.auto_shard_policy = tf.data.experimental.AutoShardPolicy.DATA
    return options


def _refuse_unreadable(dataset: Dataset, split: str, files: list[str]) -> None:
    if not files:
        sizes = ", ".join(f"{name} ({size:,})" for name, size in dataset.samples["split"].value_counts().items())
        raise DataError(
            f"Dataset {dataset.name!r} has no samples in split {split!r}. It has: {sizes or 'none at all'}. "
            f"python -m data check says why."
        )
    far = next((file for file in files if not is_local(file) and not file.startswith(_REMOTE)), None)
    if far:
        raise DataError(
            f"TensorFlow cannot stream {far}. Wanted local files or gs://. Copy the dataset to one of these to train."
        )
