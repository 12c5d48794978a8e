"""How many samples of the run each member of a subset stands for."""

from __future__ import annotations

import numpy as np


def sample_weights(labels: np.ndarray, rows: np.ndarray) -> np.ndarray:
    """Weights that give every class in a subset its share of the whole run.

    Args:
        labels: (n,) class index of every sample of the run.
        rows: (m,) row numbers of the subset, which has a member of every class.

    Returns:
        (m,) float64: members of the sample's class in the run for each one in the subset; they add up to n.
    """
    classes, counts = np.unique(labels, return_counts=True)
    places = np.searchsorted(classes, labels[rows])
    return (counts / np.maximum(np.bincount(places, minlength=len(classes)), 1))[places]
