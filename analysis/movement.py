"""How far samples moved between two epochs, alone or against their neighbors, and at which epochs much changed."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

BLOCK = 256  # samples whose neighbors are gathered at a time: 1.3 MB at 1,280 features


def displacement(before: np.ndarray, after: np.ndarray) -> np.ndarray:
    """The distance between each sample's two places.

    Args:
        before, after: (n, d) float, the same units; d features of the embedding or components of a projection.

    Returns:
        (n,) float64, in their units; NaN where a place is not finite.
    """
    moved = _way(before, after)
    return _finite(np.sqrt(np.einsum("nd,nd->n", moved, moved, dtype=np.float64)))


def relative_displacement(before: np.ndarray, after: np.ndarray, neighbors: np.ndarray) -> np.ndarray:
    """How far each sample moved away from the way its neighbors went: |own way − mean way of its neighbors|.

    A cluster that moves as one piece scores 0 inside, however far it went.

    Args:
        before, after: (n, d) float, the same units.
        neighbors: (n, k) int row numbers of each sample's neighbors before; negative for none.

    Returns:
        (n,) float64, in their units; NaN where a place is not finite or no neighbor has finite places.
    """
    moved = _way(before, after)
    usable = np.isfinite(moved).all(axis=1)
    moved[~usable] = 0
    relative = np.full(len(moved), np.nan)
    for start in range(0, len(moved), BLOCK):
        rows = slice(start, start + BLOCK)
        away = moved[rows] - _mean_way(moved, usable, neighbors[rows])
        relative[rows] = np.sqrt(np.einsum("nd,nd->n", away, away, dtype=np.float64))
    relative[~usable] = np.nan
    return relative


def _mean_way(moved: np.ndarray, usable: np.ndarray, neighbors: np.ndarray) -> np.ndarray:
    """(b, d) mean displacement of each row's usable neighbors; NaN without any."""
    total = np.zeros((len(neighbors), moved.shape[1]), moved.dtype)
    counted = (neighbors >= 0) & usable[neighbors]
    for place in range(neighbors.shape[1]):
        here = counted[:, place]
        total[here] += moved[neighbors[here, place]]
    many = counted.sum(axis=1)
    mean = np.full_like(total, np.nan)
    np.divide(total, many[:, None], out=mean, where=many[:, None] > 0)
    return mean


def mean_steps(positions: Sequence[np.ndarray]) -> np.ndarray:
    """The mean displacement of all samples from each epoch to the next.

    Args:
        positions: e arrays (n, d), one an epoch.

    Returns:
        (e − 1,) float64; 0 for a step in which no sample has two finite places.
    """
    steps = np.zeros(max(len(positions) - 1, 0))
    for place in range(len(steps)):
        lengths = displacement(positions[place], positions[place + 1])
        lengths = lengths[np.isfinite(lengths)]
        steps[place] = lengths.mean() if len(lengths) else 0.0
    return steps


def key_epochs(steps: np.ndarray, count: int) -> list[int]:
    """Places of the epochs that cut the way best into pieces of equal length: the first, the last, and between them
    again and again the one nearest to the middle of the longest piece.

    Args:
        steps: (e − 1,) mean displacement from each epoch to the next, none negative.
        count: how many at most.

    Returns:
        Places in the list of epochs, ascending; fewer than `count` where nothing moves between the others.
    """
    way = np.concatenate([[0.0], np.cumsum(steps)])
    chosen = sorted({0, len(way) - 1})[: max(count, 1)]
    while len(chosen) < count:
        pieces = [(way[high] - way[low], -low, high) for low, high in pairwise(chosen)]
        pieces = [piece for piece in pieces if piece[0] > 0 and piece[2] + piece[1] > 1]
        if not pieces:
            break
        _, start, high = max(pieces)
        between = np.arange(1 - start, high)
        middle = (way[-start] + way[high]) / 2
        chosen = sorted([*chosen, int(between[np.abs(way[between] - middle).argmin()])])
    return chosen


def _way(before: np.ndarray, after: np.ndarray) -> np.ndarray:
    with np.errstate(invalid="ignore"):  # infinite at both: NaN, like any other place that is no number
        return after - before


def _finite(values: np.ndarray) -> np.ndarray:
    return np.where(np.isfinite(values), values, np.nan)
