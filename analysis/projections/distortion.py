"""How far a plane can be believed, sample by sample."""

from __future__ import annotations

import numpy as np
from scipy.spatial import cKDTree

NEAR = 15  # neighbors looked at


def false_and_missing(positions: np.ndarray, neighbors: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Shares of false and of missing neighbors on the plane.

    A *false* neighbor is one of the `NEAR` nearest on the plane that is not among the k nearest in the embedding;
    a *missing* one is among the `NEAR` nearest in the embedding but not among the k nearest on the plane. The wider
    look-up list (k of the store, 50 by default) forgives small changes of rank.

    Args:
        positions: (n, 2) float32 coordinates on the plane.
        neighbors: (n, k) int32 nearest neighbors in the embedding.

    Returns:
        false, missing: (n,) float32 in [0, 1].
        Source: the two kinds of error of Venna & Kaski 2001, as shares of a list.
    """
    n, k = neighbors.shape
    if k == 0:
        return np.zeros(n, np.float32), np.zeros(n, np.float32)
    on_plane = nearest_on_plane(positions, k)
    near = min(NEAR, k)
    return share_absent(on_plane[:, :near], neighbors), share_absent(neighbors[:, :near], on_plane)


def nearest_on_plane(positions: np.ndarray, k: int) -> np.ndarray:
    """The k nearest other samples on the plane: (n, k) int64 row numbers, nearest first.

    Args:
        positions: (n, components) float32.
        k: neighbors, below n.
    """
    _, found = cKDTree(positions).query(positions, k=k + 1)
    # Where samples coincide, a sample need not be its own first neighbor: move it to the front, then drop it.
    order = np.argsort(found != np.arange(len(positions))[:, None], axis=1, kind="stable")
    return np.take_along_axis(found, order, axis=1)[:, 1:]


def share_absent(members: np.ndarray, lists: np.ndarray) -> np.ndarray:
    """Per sample, the share of its members (n, a) that its list (n, b) lacks: (n,) float32 in [0, 1]."""
    present = np.zeros(members.shape, bool)
    for column in lists.T:
        present |= members == column[:, None]
    return 1 - present.mean(axis=1, dtype=np.float32)
