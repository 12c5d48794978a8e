"""A sample's nearest neighbors at every epoch, and which of them came, stayed and went."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analysis.stability import jaccard
from analysis.store.reader import Run
from dashboard.held_neighbors import neighbors_of

NOBODY = -1  # a row number where there are fewer neighbors than asked for


@dataclass(frozen=True)
class Film:
    """The k nearest neighbors of one sample at every epoch.

    Attributes:
        epochs: (e,) complete epochs, ascending.
        rows: (e, k) int32 row numbers, nearest first; `NOBODY` where there are fewer.
        distances: (e, k) float32, ascending; NaN where there are fewer.
    """

    epochs: Sequence[int]
    rows: np.ndarray
    distances: np.ndarray

    @property
    def there(self) -> np.ndarray:
        """(e, k) bool: where there is a neighbor."""
        return self.rows != NOBODY

    @property
    def gained(self) -> np.ndarray:
        """(e, k) bool: not among the neighbors of the epoch before; none at the first epoch."""
        return self._absent_beside(-1)

    @property
    def lost(self) -> np.ndarray:
        """(e, k) bool: not among the neighbors of the next epoch; none at the last epoch."""
        return self._absent_beside(1)

    def overlap(self, with_last: bool = False) -> np.ndarray:
        """Jaccard index of each epoch's neighbors and those of the epoch before, or of the last epoch.

        Returns:
            (e,) float64 in [0, 1]: shared by both / in either; NaN at the first epoch (nothing is before it) and where
            neither has neighbors. Turnover is 1 minus this.

        Source: see `analysis.stability.jaccard`.
        """
        if with_last:
            return jaccard(self.rows, np.broadcast_to(self.rows[-1:], self.rows.shape))
        return np.concatenate([[np.nan], jaccard(self.rows[1:], self.rows[:-1])])

    def share(self, is_so: np.ndarray) -> np.ndarray:
        """Share of the neighbors for whom something holds, epoch by epoch: (e,) float64, NaN without neighbors.

        Args:
            is_so: (n,) bool, by row number.
        """
        counts = self.there.sum(axis=1)
        hits = (is_so[self.rows] & self.there).sum(axis=1)
        return np.divide(hits, counts, out=np.full(len(counts), np.nan), where=counts > 0)

    def _absent_beside(self, step: int) -> np.ndarray:
        found = np.zeros(self.rows.shape, bool)
        for place in range(len(self.rows)):
            if 0 <= place + step < len(self.rows):
                found[place] = ~np.isin(self.rows[place], self.rows[place + step])
        return found & self.there


def film(run: Run, row: int, k: int, *, metric: str = "euclidean", among: str = "all") -> Film:
    """Read the k nearest neighbors of a sample at every epoch.

    Args:
        row: the sample.
        k: how many; fewer where the store has no more.
        metric, among: one of `run.neighbor_lists`.
    """
    return Film(run.epochs, *neighbors_of(run, row, k, metric=metric, among=among))
