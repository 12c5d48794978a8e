"""How far a sample agrees with its neighbors in one column, and with others that no network chose, exactly."""

from __future__ import annotations

import numpy as np

from analysis.nuisances.columns import Column
from data.metadata_summary import CATEGORICAL

BLOCK = 512  # rows of a large group compared with the whole group at once


def agreement(column: Column, neighbors: np.ndarray) -> np.ndarray:
    """Closeness of each sample to each of its neighbors.

    Closeness of two categories is 1 where they are equal, else 0; of two numbers 1 minus the distance of their ranks,
    as a share of the distance from the least to the greatest.

    Args:
        column: with n values.
        neighbors: (n, k) row numbers, -1 for none.

    Returns:
        (n, k) float64 in [0, 1]; NaN where either value is unknown.
    """
    theirs = np.where(neighbors >= 0, column.values[neighbors], np.nan)
    return _closeness(column.kind, column.values[:, None], theirs)


def expected(column: Column, labels: np.ndarray, codes: np.ndarray) -> np.ndarray:
    """Mean closeness of every sample to all others of a label, outside its own group: what drawing by lot would give.

    Args:
        labels: (n,) class index from 0; all 0 for others of any label.
        codes: (n,) group of each sample; all different leaves out the sample itself alone.

    Returns:
        (n, c) float64; NaN where the sample's value is unknown or there are no others of known value.
    """
    n_classes = int(labels.max()) + 1 if len(labels) else 1
    known = np.isfinite(column.values)
    sums = np.stack([_sums(column, known & (labels == label)) for label in range(n_classes)], axis=1)
    counts = np.tile(np.bincount(labels[known], minlength=n_classes).astype(np.float64), (len(labels), 1))
    _leave_out_groups(column, labels, codes, sums, counts)
    found = np.divide(sums, counts, out=np.full(sums.shape, np.nan), where=counts > 0.5)
    found[~known] = np.nan
    return found


def by_label(expectations: np.ndarray, labels: np.ndarray, neighbors: np.ndarray) -> np.ndarray:
    """What the agreement would be if each neighbor were any other sample of its label.

    Args:
        expectations: (n, c) from `expected`, for the same labels.
        labels: (n,) class index from 0.
        neighbors: (n, k) row numbers, -1 for none.

    Returns:
        (n, k) float64; NaN where nothing is known.
    """
    theirs = np.take_along_axis(expectations, np.where(neighbors >= 0, labels[neighbors], 0), axis=1)
    return np.where(neighbors >= 0, theirs, np.nan)


def given_by_label(column: Column, line: np.ndarray, labels: np.ndarray, neighbors: np.ndarray) -> np.ndarray:
    """What each sample gives to that line as any of its label: (n, 2), as `analysis.looks.received`.

    Args:
        line: (n, k) from `by_label`.
    """
    known, there = np.isfinite(column.values), np.isfinite(line)
    given = np.zeros((len(labels), 2))
    shares = there / np.maximum(there.sum(axis=1), 1)[:, None]
    theirs = np.where(neighbors >= 0, labels[neighbors], -1)
    for label in range(int(labels.max()) + 1):
        members = np.flatnonzero(known & (labels == label))
        weights = np.where(theirs == label, shares, 0).sum(axis=1) / max(len(members), 1)
        given[members, 0] = _sums(column, known, weights)[members]
        given[members, 1] = weights[known].sum()
    return given


def _closeness(kind: str, first: np.ndarray, second: np.ndarray) -> np.ndarray:
    distance = np.abs(first - second)
    return np.where(np.isnan(distance), np.nan, distance == 0) if kind == CATEGORICAL else 1 - distance


def _sums(column: Column, chosen: np.ndarray, weights: np.ndarray | None = None) -> np.ndarray:
    """Weighted sum of the closeness of every sample to the chosen ones, itself too if it is one: (n,)."""
    values, places = np.nan_to_num(column.values), np.flatnonzero(chosen)
    order = places[np.argsort(column.values[places], kind="stable")]
    theirs, heavy = column.values[order], np.ones(len(order)) if weights is None else weights[order]
    left, right = (np.searchsorted(theirs, values, side=side) for side in ("left", "right"))
    mass, moment = (np.concatenate([[0.0], np.cumsum(part)]) for part in (heavy, heavy * theirs))
    if column.kind == CATEGORICAL:
        return mass[right] - mass[left]
    below = values * mass[left] - moment[left]
    above = moment[-1] - moment[left] - values * (mass[-1] - mass[left])
    return mass[-1] - below - above


def _leave_out_groups(column, labels, codes, sums, counts) -> None:
    """Take every sample's own group, itself included, out of its sums and counts, in place."""
    order = np.argsort(codes, kind="stable")
    order = order[np.isfinite(column.values[order])]
    starts = np.flatnonzero(np.diff(codes[order], prepend=-1))
    sizes = np.diff(np.append(starts, len(order)))
    alone = order[starts[sizes == 1]]
    sums[alone, labels[alone]] -= 1
    counts[alone, labels[alone]] -= 1
    for start, size in zip(starts[sizes > 1], sizes[sizes > 1], strict=True):
        members = order[start : start + size]
        onehot = np.eye(sums.shape[1])[labels[members]]
        counts[members] -= onehot.sum(axis=0)
        for first in range(0, size, BLOCK):
            rows = members[first : first + BLOCK]
            sums[rows] -= _closeness(column.kind, column.values[rows, None], column.values[members]) @ onehot
