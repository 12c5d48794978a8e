"""Trustworthiness and continuity: are the neighbors in one space neighbors in the other?"""

from __future__ import annotations

import numpy as np
from scipy.spatial.distance import cdist

BLOCK = 512  # rows at a time: two blocks of distances to 2,000 samples are 16 MB


def trustworthiness_and_continuity(
    embeddings: np.ndarray, positions: np.ndarray, k: int
) -> tuple[float | None, float | None]:
    """Both figures from one set of distances.

    Trustworthiness is lowered by samples among the k nearest on the plane that are not near in the embedding, each by
    how far its rank there exceeds k; continuity is the same with the two spaces exchanged. 1 is perfect, a random
    layout has about 0.5. Equal to `sklearn.manifold.trustworthiness`; where distances tie, the best rank counts.

    Args:
        embeddings: (m, d) float32.
        positions: (m, components) float32.
        k: neighbors, below m / 2.

    Returns:
        trustworthiness, continuity: in [0, 1]; None where all samples coincide in one of the spaces, and for k of 0.
        Source: Venna & Kaski 2001; scikit-learn's normalisation.
    """
    m = len(embeddings)
    if k < 1 or 2 * k >= m or not (_spread(embeddings) and _spread(positions)):
        return None, None
    full = embeddings.astype(np.float64)
    full -= full.mean(axis=0)
    plane = positions.astype(np.float64)
    squares = np.einsum("md,md->m", full, full)
    false = missing = 0
    for start in range(0, m, BLOCK):
        rows = np.arange(start, min(start + BLOCK, m))
        in_full = squares - 2 * (full[rows] @ full.T) + squares[rows, None]
        on_plane = cdist(plane[rows], plane, "sqeuclidean")
        in_full[np.arange(len(rows)), rows] = on_plane[np.arange(len(rows)), rows] = np.inf
        false += _excess(in_full, _nearest(on_plane, k), k)
        missing += _excess(on_plane, _nearest(in_full, k), k)
    scale = 2 / (m * k * (2 * m - 3 * k - 1))
    return 1 - scale * false, 1 - scale * missing


def _spread(values: np.ndarray) -> bool:
    return bool(np.isfinite(values).all() and (values != values[0]).any())


def _nearest(distances: np.ndarray, k: int) -> np.ndarray:
    return np.argpartition(distances, k - 1, axis=1)[:, :k]


def _excess(distances: np.ndarray, neighbors: np.ndarray, k: int) -> int:
    """By how much the ranks of `neighbors` in `distances` exceed k, summed."""
    theirs = np.take_along_axis(distances, neighbors, axis=1)
    ordered = np.sort(distances, axis=1)
    ranks = np.stack([np.searchsorted(line, own) for line, own in zip(ordered, theirs, strict=True)]) + 1
    return int(np.maximum(ranks - k, 0).sum())
