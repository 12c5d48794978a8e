"""The training pictures that a model is asked again: fixed, and made up as the training split is."""

from __future__ import annotations

import numpy as np

from analysis.store.reader import Run

PICTURES = 512  # a difference of two accuracies is then known to 0.04 or better (95 %)


def training_subset(run: Run, pictures: int = PICTURES) -> np.ndarray:
    """Row numbers (m,) int64 of up to so many training samples, shuffled with a fixed seed.

    Every class has its share of the training split, rounded, and at least one sample. All samples are drawn from where
    the run has no training split.
    """
    rows = run.rows("train") if "train" in run.splits else np.arange(len(run.samples))
    rows = rows[run.labels[rows] >= 0]
    generator = np.random.default_rng(0)
    shuffled = generator.permutation(rows)
    if len(rows) <= pictures:
        return shuffled
    labels = run.labels[shuffled]
    chosen = []
    for label in np.unique(labels):
        inside = shuffled[labels == label]
        chosen.append(inside[: max(1, round(pictures * len(inside) / len(rows)))])
    return generator.permutation(np.concatenate(chosen))


def batches(count: int, size: int) -> list[np.ndarray]:
    """Places 0..count-1 in batches of `size` or a little more; all of them in one where there are fewer."""
    return np.array_split(np.arange(count), max(1, count // size))
