"""A sample's nearest neighbors at one epoch, and what changed between two."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from analysis.store.reader import Run


@dataclass(frozen=True)
class Neighborhood:
    """The nearest neighbors of one sample at one epoch.

    Attributes:
        rows: (k,) int row numbers, nearest first; fewer than asked for where the store has no more.
        distances: (k,) float32 Euclidean, embedding units, ascending.
        left_out: nearer samples of the same group that were passed over.
    """

    rows: np.ndarray
    distances: np.ndarray
    left_out: int = 0

    def __len__(self) -> int:
        return len(self.rows)


def nearest(run: Run, epoch: int, row: int, k: int, *, other_groups: bool = False) -> Neighborhood:
    """The k nearest neighbors that the store has.

    Args:
        run: the open run.
        epoch: a complete epoch.
        row: the sample.
        k: how many.
        other_groups: pass over samples of the same group (lesion, patient).
    """
    rows, places, left_out = _found(run, epoch, row, (k, other_groups))
    return Neighborhood(rows, run.neighbor_distances(epoch)[row][places], left_out)


def _found(run: Run, epoch: int, row: int, wanted: tuple[int, bool]) -> tuple[np.ndarray, np.ndarray, int]:
    """Row numbers of the neighbors, their places in the store's list, and how many were passed over."""
    k, other_groups = wanted
    rows = run.neighbors(epoch)[row]
    rows = rows[rows >= 0]
    passed = same_group(run, row, rows) if other_groups else np.zeros(len(rows), bool)
    kept = np.flatnonzero(~passed)[:k]
    seen = kept[-1] + 1 if len(kept) == k else len(rows)
    return rows[kept], kept, int(passed[:seen].sum())


def same_group(run: Run, row: int, others: np.ndarray) -> np.ndarray:
    """Which of the others belong to the sample's group: (k,) bool; nobody where it has none."""
    groups = run.samples["group"].to_numpy()
    return (groups[others] == groups[row]) & (groups[row] != "")


def same_label(run: Run, row: int, others: np.ndarray) -> int:
    """How many of the others have the sample's label, which the model need not know."""
    labels = run.samples["label"].to_numpy()
    return int((labels[others] == labels[row]).sum())


def agreement(run: Run, row: int, k: int, *, other_groups: bool = False) -> np.ndarray:
    """Share of the k nearest neighbors with the sample's label at every epoch: (e,) float64, NaN without neighbors."""
    shares = np.full(len(run.epochs), np.nan)
    for place, epoch in enumerate(run.epochs):
        rows, _, _ = _found(run, epoch, row, (k, other_groups))
        if len(rows):
            shares[place] = same_label(run, row, rows) / len(rows)
    return shares


def typical_distance(run: Run, epoch: int) -> float:
    """The median over all samples of the distance to the nearest neighbor, embedding units; NaN without any."""
    first = run.neighbor_distances(epoch)[:, 0] if run.neighbor_distances(epoch).shape[1] else np.empty(0)
    first = first[np.isfinite(first)]
    return float(np.median(first)) if len(first) else float("nan")
