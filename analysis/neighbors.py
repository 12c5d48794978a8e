"""Exact nearest neighbors of every sample, a block of rows at a time."""

from __future__ import annotations

import numpy as np

BLOCK = 512  # rows a block: 512 × 33,126 float32 distances are 68 MB
SPARE = 16  # candidates kept beyond k, so that rounding can rarely hide a true neighbor


def nearest_neighbors(embeddings: np.ndarray, k: int) -> tuple[np.ndarray, np.ndarray]:
    """The k nearest other samples of every sample, exact.

    Candidates come from float32 matrix products; their distances are then recomputed in float64 from the differences,
    and a row whose candidates cannot be told apart from the rest at float32 precision is searched again in float64.

    Args:
        embeddings: (n, d) float32, finite.
        k: neighbors wanted; cut to n - 1.

    Returns:
        neighbors: (n, k) int32 row numbers, nearest first, self excluded, ties by row number.
        distances: (n, k) float32, Euclidean, embedding units.
    """
    n = len(embeddings)
    k = min(k, n - 1)
    centered = embeddings - embeddings.mean(axis=0, dtype=np.float64).astype(np.float32)
    squares = np.einsum("nd,nd->n", centered, centered)
    neighbors = np.empty((n, k), np.int32)
    distances = np.empty((n, k), np.float32)
    for start in range(0, n if k else 0, BLOCK):
        rows = np.arange(start, min(start + BLOCK, n))
        approximate = _squared_distances(centered, squares, rows)
        neighbors[rows], distances[rows] = _select(embeddings, squares, approximate, rows, k)
    return neighbors, distances


def _squared_distances(centered: np.ndarray, squares: np.ndarray, rows: np.ndarray) -> np.ndarray:
    product = centered[rows] @ centered.T
    product *= -2
    product += squares
    product += squares[rows, None]
    product[np.arange(len(rows)), rows] = np.inf
    return product


def _select(embeddings, squares, approximate, rows, k) -> tuple[np.ndarray, np.ndarray]:
    n, d = embeddings.shape
    wanted = min(k + SPARE, n - 1)
    candidates = np.argpartition(approximate, wanted - 1, axis=1)[:, :wanted]
    limit = np.take_along_axis(approximate, candidates, axis=1).max(axis=1)
    candidates.sort(axis=1)  # so that a stable sort by distance breaks ties by row number
    refined = [_refine(embeddings, row, candidates[place], k) for place, row in enumerate(rows)]
    # The float32 error of |a|² + |b|² - 2ab, with the usual bound of a d-term dot product.
    error = np.finfo(np.float32).eps * (np.sqrt(d) + 4) * (squares[rows] + squares.max())
    for place in np.flatnonzero([exact[-1] for _, exact in refined] > limit - error) if wanted < n - 1 else ():
        refined[place] = _refine(embeddings, rows[place], np.delete(np.arange(n), rows[place]), k)
    neighbors, exact = zip(*refined, strict=True)
    return np.stack(neighbors), np.sqrt(np.stack(exact))


def _refine(embeddings, row, candidates, k) -> tuple[np.ndarray, np.ndarray]:
    difference = embeddings[candidates].astype(np.float64)
    difference -= embeddings[row]
    exact = np.einsum("kd,kd->k", difference, difference)
    order = np.argsort(exact, kind="stable")[:k]
    return candidates[order], exact[order]
