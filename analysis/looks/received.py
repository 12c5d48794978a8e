"""What a sample gives to the means of those that have it as a partner."""

from __future__ import annotations

import numpy as np


def row_means(values: np.ndarray) -> np.ndarray:
    """Means over the known values of each row: (n,) float64, NaN where there are none."""
    there = np.isfinite(values)
    counts = there.sum(axis=1)
    sums = np.where(there, values, 0).sum(axis=1)
    return np.divide(sums, counts, out=np.full(len(values), np.nan), where=counts > 0)


def received(values: np.ndarray, partners: np.ndarray, weights: np.ndarray | None = None) -> np.ndarray:
    """Sum of the parts that each sample has in the row means of others.

    Args:
        values: (n, k) of each sample with each of its partners, NaN where unknown.
        partners: (n, k) row numbers.
        weights: (n,) of the row means; all 1 by default.

    Returns:
        (n, 2) float64: the sum of value / (known values of the row), and of 1 / (the same). The sums over all samples
        are the weighted sum of the row means, and how many rows have one.
    """
    there = np.isfinite(values)
    shares = np.where(there, 1 / np.maximum(there.sum(axis=1), 1)[:, None], 0.0)
    shares = shares if weights is None else shares * weights[:, None]
    places = partners[there]
    parts = (np.where(there, values, 0) * shares, shares)
    return np.stack([np.bincount(places, weights=part[there], minlength=len(values)) for part in parts], axis=1)


def same_label(labels: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Which partners have a sample's label: (n, k) float64 of 0 and 1, NaN where either is unknown.

    Args:
        labels: (n,) class index, -1 for unknown.
        others: (n, k) row numbers, -1 for none.
    """
    counted = (others >= 0) & (labels[others] >= 0) & (labels >= 0)[:, None]
    return np.where(counted, labels[others] == labels[:, None], np.nan)
