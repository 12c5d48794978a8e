"""Small runs of random numbers for the projections' tests, with a linear head behind them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from analysis.projections.contract import Embeddings


def embeddings_of(values: Sequence[np.ndarray] | np.ndarray, *, classes: int = 3, seed: int = 0) -> Embeddings:
    """Epochs 0, 1, 2, … of given embeddings, with drawn labels and the log scores of a drawn linear head.

    Args:
        values: (e, n, d) or a list of (n, d), float32.
    """
    random = np.random.default_rng(seed)
    n, d = values[0].shape
    weights = random.normal(size=(len(values), d, classes)) / np.sqrt(d)

    def log_scores(epoch: int) -> np.ndarray:
        logits = values[epoch].astype(np.float64) @ weights[epoch]
        top = logits.max(axis=1, keepdims=True)
        return (logits - top - np.log(np.exp(logits - top).sum(axis=1, keepdims=True))).astype(np.float32)

    return Embeddings(
        epochs=list(range(len(values))),
        read=values.__getitem__,
        labels=random.integers(0, classes, n),
        classes=[f"class_{number}" for number in range(classes)],
        margins=log_scores,
        held_out=np.arange(n) % 3 != 0,
    )


def random_run(epochs: int = 3, n: int = 30, d: int = 6, *, classes: int = 3) -> Embeddings:
    """Normal embeddings that have nothing to do with each other or with the labels."""
    values = np.random.default_rng(0).normal(size=(epochs, n, d)).astype(np.float32)
    return embeddings_of(values, classes=classes)
