"""Exact nearest neighbors of every sample: half the matrix of dot products, tile by tile, seen from both its sides."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from analysis.neighbors.candidates import Candidates, blank, finish
from analysis.neighbors.kernels import keep_along_columns, keep_along_rows
from analysis.neighbors.space import Space, space
from analysis.neighbors.threads import side_by_side
from analysis.neighbors.whom import Population, everybody
from data.progress import progress

ROWS, COLUMNS = 1024, 2048  # of a tile: 8 MB
SPARE = 16  # candidates kept beyond k, so that rounding can rarely hide a true neighbor

Lists = dict[str, tuple[NDArray[np.int32], NDArray[np.float32]]]


def nearest_neighbors(embeddings: np.ndarray, k: int, *, metric: str = "euclidean") -> tuple[np.ndarray, np.ndarray]:
    """The k nearest other samples of every sample, exact.

    Args:
        embeddings: (n, d) float32, finite.
        k: neighbors wanted; cut to n - 1.
        metric: "euclidean" or "cosine".

    Returns:
        neighbors: (n, k) int32 row numbers, nearest first, self excluded, ties by row number.
        distances: (n, k) float32: Euclidean in embedding units, or 1 - cosine, where a zero vector is at 1 from all.
    """
    return nearest_lists(embeddings, k, everybody(len(embeddings)), metric=metric)["all"]


def nearest_lists(
    embeddings: np.ndarray, k: int, among: Population, *, metric: str = "euclidean", label: str = "Neighbors"
) -> Lists:
    """The k nearest of every sample in each population, exact, out of one pass over the product.

    Candidates come from float32 products; their distances are then measured in float64 from the differences, and a
    sample whose candidates cannot be told apart from the rest at float32 precision is compared with all in float64.

    Args:
        embeddings: (n, d) float32, finite.
        k: neighbors wanted; cut to n - 1.
        among: the populations, `among.whom` the ones wanted.
        metric: "euclidean" or "cosine".
        label: what the progress bar says.

    Returns:
        Name of a population -> neighbors (n, k) int32, distances (n, k) float32 as `nearest_neighbors`; -1 and NaN
        where a sample has fewer than k.
    """
    k = min(k, len(embeddings) - 1)
    if k < 1:
        return {name: blank(len(embeddings), 0, np.float32) for name in among.whom}
    ready = space(embeddings, among.parts, metric)
    heaps = {name: Candidates.none_yet(ready, among, whom, k + SPARE) for name, whom in among.whom.items()}
    _keep_nearest(ready, list(heaps.values()), label)
    return {name: finish(embeddings, ready, heaps.pop(name), among, k=k) for name in list(among.whom)}


def _keep_nearest(ready: Space, heaps: list[Candidates], label: str) -> None:
    n, points = len(ready.ids), ready.points
    tiles = [(top, left) for top in range(0, n, ROWS) for left in range(top, n, COLUMNS)]
    buffer = np.empty(ROWS * COLUMNS, np.float32)
    for top, left in progress(tiles, label=label, total=len(tiles), unit="tiles"):
        bottom, right = min(top + ROWS, n), min(left + COLUMNS, n)
        tile = buffer[: (bottom - top) * (right - left)].reshape(bottom - top, right - left)
        np.matmul(points[top:bottom], points[left:right].T, out=tile)
        if left == top:
            np.fill_diagonal(tile, -np.inf)  # nobody is a neighbor of itself
        for each in heaps:
            seen = (tile, ready.halves, (top, left), each.inside, each.values, each.rows, each.groups)
            side_by_side(keep_along_rows, seen, 0, bottom - top)
            side_by_side(keep_along_columns, seen, min(bottom, right) - left if left == top else 0, right - left)
