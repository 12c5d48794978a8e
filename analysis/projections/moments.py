"""Means and covariances of embeddings in float64, and the directions they lie along."""

from __future__ import annotations

import numpy as np
from scipy.linalg import eigh

ROWS = 4096  # rows converted to float64 at a time: 42 MB at 1,280 features


def mean_and_covariance(embeddings: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """First and second moments of one epoch.

    Args:
        embeddings: (n, d) float32.

    Returns:
        mean: (d,) float64.
        covariance: (d, d) float64, normalised by n.
    """
    n, d = embeddings.shape
    mean = embeddings.mean(axis=0, dtype=np.float64)
    covariance = np.zeros((d, d))
    for start in range(0, n, ROWS):
        block = embeddings[start : start + ROWS] - mean
        covariance += block.T @ block
    return mean, covariance / n


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
    values, vectors = eigh(covariance, subset_by_index=(d - kept, d - 1))
    vectors = vectors[:, ::-1]
    vectors = vectors * np.where(vectors[np.abs(vectors).argmax(axis=0), np.arange(kept)] < 0, -1.0, 1.0)
    directions, variances = np.zeros((d, count)), np.zeros(count)
    directions[:, :kept], variances[:kept] = vectors, np.maximum(values[::-1], 0)
    return directions, variances


def coordinates(embeddings: np.ndarray, center: np.ndarray, directions: np.ndarray) -> np.ndarray:
    """Embeddings along given directions: (n, count) float32."""
    return (embeddings @ directions - center @ directions).astype(np.float32)
