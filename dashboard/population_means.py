"""Means over some samples, one for every column, with intervals that allow for samples of one group being alike."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from analysis.metrics.estimates import Estimate, percentile_interval
from analysis.metrics.validity import group_codes

REPLICATES = 500
BLOCK = 2_000_000  # groups drawn at once: 16 MB


@dataclass(frozen=True)
class Means:
    """Means of several columns, and of the same resamples of the samples for all of them.

    Attributes:
        values: (v,) float64; NaN where no sample has a value.
        resampled: (r, v) float64, the means of one resample of whole groups a row; r = 0 with fewer than two groups.
    """

    values: np.ndarray
    resampled: np.ndarray

    def part(self, start: int, count: int) -> Means:
        """Some of the columns."""
        return Means(self.values[start : start + count], self.resampled[:, start : start + count])

    def at(self, place: int) -> Estimate:
        """The mean of one column with its 95 % interval."""
        return percentile_interval(float(self.values[place]), self.resampled[:, place])

    def change(self, before: int, after: int) -> Estimate:
        """The mean of one column minus that of an earlier one, on the same resamples."""
        value = float(self.values[after] - self.values[before])
        return percentile_interval(value, self.resampled[:, after] - self.resampled[:, before])

    def ends(self) -> tuple[np.ndarray, np.ndarray]:
        """Both ends of every interval, (v,) float64 each; NaN where there is none."""
        found = [self.at(place) for place in range(len(self.values))]
        low, high = (np.array([getattr(one, end) for one in found], float) for end in ("low", "high"))
        return low, high


def means(values: np.ndarray, groups: np.ndarray | None = None, *, seed: int = 0) -> Means:
    """Means of columns with their resamples.

    Args:
        values: (n, v) float; NaN for a sample without a value, which is then left out of that column.
        groups: (n,) group of each sample, "" for none.
        seed: of the resampling.

    Source: Efron & Tibshirani 1993, ch. 13 (percentile bootstrap); whole groups: Field & Welsh 2007,
        doi:10.1111/j.1467-9868.2007.00593.x.
    """
    values = np.asarray(values, np.float64)
    if not len(values):
        return Means(np.full(values.shape[1], np.nan), np.empty((0, values.shape[1])))
    codes = group_codes(groups, len(values))
    order = np.argsort(codes, kind="stable")
    starts = np.searchsorted(codes[order], np.arange(codes.max() + 1))
    known = np.isfinite(values[order])
    sums = np.add.reduceat(np.where(known, values[order], 0.0), starts)
    counts = np.add.reduceat(known.astype(np.float64), starts)
    drawn = [_divided(weights @ sums, weights @ counts) for weights in _weights(len(starts), seed)]
    resampled = np.concatenate(drawn) if drawn else np.empty((0, values.shape[1]))
    return Means(_divided(sums.sum(axis=0), counts.sum(axis=0)), resampled)


def _weights(n_groups: int, seed: int) -> Iterator[np.ndarray]:
    """How often every group is drawn, (some, groups) float64 at a time; nothing where there are not two groups."""
    generator = np.random.default_rng(seed)
    block = max(1, BLOCK // n_groups)
    for start in range(0, REPLICATES if n_groups > 1 else 0, block):
        size = min(block, REPLICATES - start)
        drawn = generator.integers(n_groups, size=(size, n_groups)) + np.arange(size)[:, None] * n_groups
        counts = np.bincount(drawn.ravel(), minlength=n_groups * size)
        yield counts.reshape(size, n_groups).astype(np.float64)


def _divided(sums: np.ndarray, counts: np.ndarray) -> np.ndarray:
    return np.divide(sums, counts, out=np.full(sums.shape, np.nan), where=counts > 0)
