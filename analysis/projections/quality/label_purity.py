"""Label purity: how many of a sample's neighbors have its label."""

from __future__ import annotations

import numpy as np


def label_purity(neighbors: np.ndarray, labels: np.ndarray) -> float | None:
    """Share of the k nearest with the sample's own label, the mean over samples with a known label.

    Compare it with its value in the full space, not with 1: classes need not be apart there either (Jeon et al. 2023).

    Args:
        neighbors: (n, k) int row numbers.
        labels: (n,) int64 class index, -1 for none.

    Returns:
        In [0, 1]; None where fewer than two classes are present, for it would be 1 whatever the layout.
    """
    known = labels >= 0
    if neighbors.shape[1] == 0 or len(np.unique(labels[known])) < 2:
        return None
    return float((labels[neighbors[known]] == labels[known, None]).mean())
