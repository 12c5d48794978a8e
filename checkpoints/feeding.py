"""From a dataset to the batches that a training takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from checkpoints.contract import CheckpointError
from checkpoints.options import Options
from checkpoints.training import Feed

if TYPE_CHECKING:
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
    from data.stream import steps_per_epoch, stream

    shared: dict[str, Any] = {"size": size, "channels": channels, "batch_size": options.batch_size}
    if metadata is not None:
        shared["metadata"] = metadata
    endless = shared | {"shuffle_seed": options.seed, "repeat": True, "balanced": options.balanced}
    validation = None
    if (dataset.samples["split"] == "validation").any():
        validation = stream(dataset, split="validation", **shared)
    return Feed(
        lambda epoch: stream(dataset, split="train", first_epoch=epoch, **endless),
        steps_per_epoch(dataset, split="train", batch_size=options.batch_size),
        validation,
    )


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
