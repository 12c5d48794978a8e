"""A few samples of every class, drawn by a seed: the same draw for everybody who follows a link."""

from __future__ import annotations

import numpy as np


def draw(labels: np.ndarray, label: int, count: int, seed: int) -> np.ndarray:
    """Row numbers of some samples of one class, without repetition, in the order drawn.

    Args:
        labels: (n,) class index of every sample.
        label: the class.
        count: at most so many.
        seed: another seed, another draw; classes are drawn independently of each other.
    """
    rows = np.flatnonzero(labels == label)
    random = np.random.default_rng([max(seed, 0), max(label, 0)])
    return random.permutation(rows)[:count]
