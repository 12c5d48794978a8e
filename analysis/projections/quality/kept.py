"""Of a sample's neighbors in the embedding: how many are its neighbors on the plane too?"""

from __future__ import annotations

import numpy as np

from analysis.projections.distortion import share_absent


def neighbors_kept(neighbors: np.ndarray, on_plane: np.ndarray) -> float:
    """Share of the k nearest in the embedding that are among the k nearest on the plane, the mean over samples.

    Stricter than the share of missing neighbors of `analysis.projections.distortion`, which looks them up in a longer
    list.

    Args:
        neighbors: (n, k) int32 row numbers, nearest in the embedding.
        on_plane: (n, k) int64 row numbers, nearest on the plane.
    """
    return 1 - float(share_absent(neighbors, on_plane).mean(dtype=np.float64))
