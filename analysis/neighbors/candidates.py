"""Candidates for neighbors, by place, and what becomes of them: measured in float64, sorted, and checked."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from analysis.neighbors.certain import settle
from analysis.neighbors.kernels import refine
from analysis.neighbors.space import Space
from analysis.neighbors.threads import side_by_side
from analysis.neighbors.whom import ANY, Population, Whom


@dataclass(frozen=True)
class Candidates:
    """The best candidates of every place in one population.

    Attributes:
        whom: the population.
        inside: places [from, to) that belong to it.
        groups: (n,) int32 by place; two of the same group are no neighbors, -1 is no group.
        values: (n, w) float32 heaps, the largest first: half the squared distance less half the own squared length.
        rows: (n, w) int32 places, -1 for none.
    """

    whom: Whom
    inside: tuple[int, int]
    groups: np.ndarray
    values: np.ndarray
    rows: np.ndarray

    @classmethod
    def none_yet(cls, ready: Space, among: Population, whom: Whom, width: int) -> Candidates:
        """Room for `width` candidates a place."""
        n = len(ready.ids)
        inside = (0, n) if whom.part == ANY else ready.starts[whom.part]
        groups = among.groups[ready.ids] if whom.other_groups else np.full(n, ANY, np.int32)
        return cls(whom, inside, groups, np.full((n, width), np.inf, np.float32), np.full((n, width), ANY, np.int32))


def finish(
    embeddings: np.ndarray, ready: Space, found: Candidates, among: Population, *, k: int, exact: bool = True
) -> tuple[np.ndarray, np.ndarray]:
    """Neighbors and distances out of the candidates.

    Args:
        embeddings: (n, d) float32.
        found: what the search kept.
        k: neighbors wanted.
        exact: whether a sample whose candidates do not prove its neighbors is compared with all others; otherwise only
            one that has too few, or is a zero vector.

    Returns:
        (n, k) int32 and (n, k) float32.
    """
    n, cosine = len(embeddings), ready.cosine
    neighbors, distances = blank(n, k, np.float64)
    sure, factor = np.zeros(n, bool), 0.5 if cosine else 1.0
    seen = (embeddings, ready.scales, ready.ids, ready.bounds, found.values, found.rows)
    side_by_side(refine, (*seen, neighbors, distances, sure, factor), 0, n)
    if not exact:
        sure = neighbors[:, -1] >= 0
    if len(ready.zeros):  # they were never offered, and are at 1 from all
        sure &= distances[:, -1] < 1
        sure[ready.zeros] = False
    lists = (neighbors, distances)
    settle(embeddings, ready.scales, np.flatnonzero(~sure), lists, among, whom=found.whom, factor=factor)
    return neighbors, (distances if cosine else np.sqrt(distances)).astype(np.float32)


def blank(n: int, k: int, dtype: type) -> tuple[np.ndarray, np.ndarray]:
    """Lists in which nobody has a neighbor yet."""
    return np.full((n, k), ANY, np.int32), np.full((n, k), np.nan, dtype)
