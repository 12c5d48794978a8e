"""Samples whose neighbors float32 could not tell apart: compared with every other one in float64."""

from __future__ import annotations

import numpy as np

from analysis.neighbors.kernels import first_allowed, measure
from analysis.neighbors.threads import side_by_side
from analysis.neighbors.whom import Population, Whom


def settle(
    embeddings: np.ndarray,
    scales: np.ndarray,
    rows: np.ndarray,
    lists: tuple[np.ndarray, np.ndarray],
    among: Population,
    *,
    whom: Whom,
    factor: float,
) -> None:
    """Write the neighbors of some rows anew, from distances to all samples.

    Samples with the very same embedding share one measurement: a network that maps everything to one point costs no
    more than the ordering.

    Args:
        embeddings: (n, d) float32.
        scales: (n,) float64, as `kernels.measure`.
        rows: (r,) the samples concerned.
        lists: (n, k) int32 rows and float64 distances (squared, where Euclidean), written at `rows`.
        among, whom: where they are sought.
        factor: as `kernels.refine`.
    """
    distances = np.empty(len(embeddings))
    groups = among.groups if whom.other_groups else np.full_like(among.groups, -1)
    for same in _alike(embeddings, rows):
        side_by_side(measure, (embeddings, scales, same[0], factor, distances), 0, len(embeddings))
        order = np.argsort(distances, kind="stable")  # stable: ties by row number
        for row in same:
            lists[0][row], lists[1][row] = -1, np.nan
            first_allowed(order, distances, row, whom.part, among.parts, groups, lists[0][row], lists[1][row])


def _alike(embeddings: np.ndarray, rows: np.ndarray) -> list[np.ndarray]:
    """The rows, those with the same bytes together."""
    if not len(rows):
        return []
    content = np.ascontiguousarray(embeddings[rows])
    keys = content.view(np.dtype((np.void, content.dtype.itemsize * content.shape[1]))).ravel()
    _, which = np.unique(keys, return_inverse=True)
    order = np.argsort(which, kind="stable")
    return np.split(rows[order], np.flatnonzero(np.diff(which[order])) + 1)
