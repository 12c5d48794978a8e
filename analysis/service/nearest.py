"""The samples of a run that lie nearest to one embedding that is not of the run."""

from __future__ import annotations

import numpy as np

BLOCK = 2048  # samples compared at a time: 21 MB of float64 at 1,280 features


def nearest(
    embedding: np.ndarray, embeddings: np.ndarray, rows: np.ndarray, k: int, *, metric: str
) -> tuple[np.ndarray, np.ndarray]:
    """The k nearest of some samples, by their exact distance.

    Args:
        embedding: (d,) float32.
        embeddings: (n, d) float32, of all samples.
        rows: (m,) row numbers of those that may be found, ascending.
        k: how many; fewer where m is smaller.
        metric: "euclidean", or "cosine" (1 - cos; an embedding of zeros lies at distance 1 from every other).

    Returns:
        rows: (k,) int64, nearest first, ties by row number.
        distances: (k,) float64, Euclidean in embedding units, or cosine in [0, 2].
    """
    measure = {"euclidean": _euclidean, "cosine": _cosine}[metric]
    one = embedding.astype(np.float64)
    parts = [measure(one, embeddings[rows[start : start + BLOCK]]) for start in range(0, len(rows), BLOCK)]
    distances = np.concatenate([np.empty(0), *parts])
    order = np.argsort(distances, kind="stable")[:k]
    return rows[order].astype(np.int64), distances[order]


def _euclidean(one: np.ndarray, others: np.ndarray) -> np.ndarray:
    difference = others - one
    return np.sqrt(np.einsum("md,md->m", difference, difference))


def _cosine(one: np.ndarray, others: np.ndarray) -> np.ndarray:
    others = others.astype(np.float64)
    lengths = np.linalg.norm(others, axis=1) * np.linalg.norm(one)
    likeness = np.divide(others @ one, lengths, out=np.zeros(len(others)), where=lengths > 0)
    return np.clip(1 - likeness, 0, 2)
