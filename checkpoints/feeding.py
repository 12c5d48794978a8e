"""From a dataset to the batches that a training takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from checkpoints.contract import CheckpointError
from checkpoints.options import Options
from checkpoints.training import Feed

if TYPE_CHECKING:
    import tensorflow as tf

    from data.contract import Dataset


def feed_of(
    dataset: Dataset, options: Options, *, size: tuple[int, int], channels: int, metadata: np.ndarray | None = None
) -> Feed:
    """Stream the training split endlessly, the validation split to its end.

    Args:
        dataset: with the split "train", and "validation" if there is one.
        options: `batch_size`, `balanced` and `seed`.
        size: (y, x) pixels.
        channels: 1 or 3.
        metadata: (n, m) float32, a row per sample of the dataset.

    Raises:
        DataError: no training samples, fewer than a batch, or pictures that TensorFlow cannot reach.
    """
    from checkpoints.device import needs_whole_batches
    from data.stream import steps_per_epoch, stream

    shared: dict[str, Any] = {"size": size, "channels": channels, "batch_size": options.batch_size}
    if metadata is not None:
        shared["metadata"] = metadata
    endless = shared | {"shuffle_seed": options.seed, "repeat": True, "balanced": options.balanced}
    validation, held_out = None, int((dataset.samples["split"] == "validation").sum())
    if held_out:
        validation = stream(dataset, split="validation", **shared)
        if needs_whole_batches():
            validation = filled_up(validation, held_out, options.batch_size)
    return Feed(
        lambda epoch: stream(dataset, split="train", first_epoch=epoch, **endless),
        steps_per_epoch(dataset, split="train", batch_size=options.batch_size),
        validation,
    )


def filled_up(batches: tf.data.Dataset, samples: int, batch_size: int) -> tf.data.Dataset:
    """All batches of one size: the last is filled up with empty pictures that weigh nothing.

    Args:
        batches: of (inputs, class numbers), the last maybe smaller.
        samples: in all of them.
        batch_size: of all but the last.

    Returns:
        Of (inputs, class numbers, weights (b,) float32). The weights of real samples are so large that Keras' loss,
        which is divided by the size of the batch, has the mean over all samples as its mean over all batches.
    """
    import tensorflow as tf

    weight = -(-samples // batch_size) * batch_size / samples

    def fill(inputs: Any, numbers: tf.Tensor) -> tuple[Any, tf.Tensor, tf.Tensor]:
        there = tf.shape(numbers)[0]

        def whole(tensor: tf.Tensor) -> tf.Tensor:
            edges = [[0, batch_size - there], *([0, 0] for _ in tensor.shape[1:])]
            return tf.ensure_shape(tf.pad(tensor, edges), (batch_size, *tensor.shape[1:]))

        return tf.nest.map_structure(whole, inputs), whole(numbers), whole(tf.fill([there], tf.constant(weight)))

    return batches.map(fill, num_parallel_calls=tf.data.AUTOTUNE, deterministic=True).prefetch(tf.data.AUTOTUNE)


def balanced_weights(counts: list[int]) -> tuple[float, ...]:
    """Weights that make every class count alike: n / (c * count), as scikit-learn's "balanced".

    Args:
        counts: training samples per class, in class order.

    Raises:
        CheckpointError: a class has no samples.
    """
    empty = [number for number, count in enumerate(counts) if count == 0]
    if empty:
        raise CheckpointError(
            f"Class number {empty[0]} has no samples in the training split: leave out --class-weights."
        )
    return tuple(sum(counts) / (len(counts) * count) for count in counts)


def count_classes(dataset: Dataset) -> list[int]:
    """Training samples per class, in class order."""
    labels = dataset.samples.loc[dataset.samples["split"] == "train", "label"]
    return [int((labels == name).sum()) for name in dataset.classes]
