"""Means and covariances of embeddings in float64, and the directions they lie along."""

from __future__ import annotations

import numpy as np
from scipy.linalg import eigh

from analysis.projections.repeatable import ROWS, one_thread, summed


def mean_and_covariance(embeddings: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """First and second moments of one epoch.

    Args:
        embeddings: (n, d) float32.

    Returns:
        mean: (d,) float64.
        covariance: (d, d) float64, normalised by n.
    """
    mean = embeddings.mean(axis=0, dtype=np.float64)

    def product(rows: slice) -> np.ndarray:
        block = embeddings[rows] - mean
        return block.T @ block

    return mean, summed(product, len(embeddings)) / len(embeddings)


def cross_covariance(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """How the features of one set go with those of another on the same samples.

    Args:
        first: (n, d) float, `second`: (n, d') float.

    Returns:
        (d, d') float64, normalised by n.
    """
    mean, other = first.mean(axis=0, dtype=np.float64), second.mean(axis=0, dtype=np.float64)

    def product(rows: slice) -> np.ndarray:
        return (first[rows] - mean).T @ (second[rows] - other)

    return summed(product, len(first)) / len(first)


def leading_directions(covariance: np.ndarray, count: int) -> tuple[np.ndarray, np.ndarray]:
    """The directions of largest variance.

    Args:
        covariance: (d, d) float64.
        count: directions wanted; where d is smaller the rest are zero.

    Returns:
        directions: (d, count) float64, orthonormal columns, the largest entry of each positive (so the sign is fixed).
        variances: (count,) float64, descending.
    """
    d = len(covariance)
    kept = min(count, d)
    with one_thread():
        values, vectors = eigh(covariance, subset_by_index=(d - kept, d - 1))
    vectors = vectors[:, ::-1]
    vectors = vectors * np.where(vectors[np.abs(vectors).argmax(axis=0), np.arange(kept)] < 0, -1.0, 1.0)
    directions, variances = np.zeros((d, count)), np.zeros(count)
    directions[:, :kept], variances[:kept] = vectors, np.maximum(values[::-1], 0)
    return directions, variances


def coordinates(embeddings: np.ndarray, center: np.ndarray, directions: np.ndarray) -> np.ndarray:
    """Embeddings along given directions, about a center: (n, count) float32, the products taken in float64."""
    found = np.empty((len(embeddings), directions.shape[1]), np.float32)
    with one_thread():
        for start in range(0, len(embeddings), ROWS):
            rows = slice(start, start + ROWS)
            found[rows] = (embeddings[rows] - center) @ directions
    return found
