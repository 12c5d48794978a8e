"""How many of its nearest neighbors a sample keeps from one epoch to another."""

from __future__ import annotations

import numpy as np


def neighbor_overlap(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """Share of each sample's neighbors that two epochs have in common, whatever their order.

    Args:
        first, second: (n, k) int row numbers, none twice in a row.

    Returns:
        (n,) float64 in [0, 1]; NaN where k is 0. By chance, k / (n - 1).
    """
    k = first.shape[1]
    if not k:
        return np.full(len(first), np.nan)
    together = np.sort(np.concatenate([first, second], axis=1), axis=1)  # a common one stands twice, side by side
    return np.count_nonzero(together[:, 1:] == together[:, :-1], axis=1) / k
