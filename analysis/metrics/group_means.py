"""Means of many columns over some samples, on the same resamples of whole groups, so that differences are paired."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from analysis.metrics.intervals import LEVEL

REPLICATES = 1000
BLOCK = 2_000_000  # weights held at once (groups × replicates): 16 MB


@dataclass(frozen=True)
class Figure:
    """Figures and the ends of their 95 % intervals, (m,) float64 each; NaN where one is undefined."""

    value: np.ndarray
    low: np.ndarray
    high: np.ndarray


@dataclass(frozen=True)
class Means:
    """Means of columns, and the same of every resample.

    Attributes:
        value: (m,) float64.
        resampled: (r, m) float64; r is 0 with fewer than two groups.
    """

    value: np.ndarray
    resampled: np.ndarray

    def __getitem__(self, columns) -> Means:
        """Some of the columns."""
        return Means(self.value[columns], self.resampled[:, columns])

    def minus(self, other: Means) -> Means:
        """Column by column, the difference on the same resamples."""
        return Means(self.value - other.value, self.resampled - other.resampled)

    def beyond(self, other: Means) -> Means:
        """(self - other) / (1 - other): 0 where it is no more than `other`, 1 where it is perfect; NaN at other = 1."""
        parts = ((self.value, other.value), (self.resampled, other.resampled))
        return Means(*(_divided(mine - its, 1 - its) for mine, its in parts))

    def figure(self) -> Figure:
        """With intervals (percentile bootstrap); NaN ends where no two resamples differ or there are too few."""
        low, high = (np.full(len(self.value), np.nan) for _ in range(2))
        usable = ~np.isnan(self.resampled).any(axis=0) if len(self.resampled) > 1 else np.zeros(len(self.value), bool)
        if usable.any():
            ends = np.quantile(self.resampled[:, usable], [(1 - LEVEL) / 2, (1 + LEVEL) / 2], axis=0)
            varied = np.ptp(self.resampled[:, usable], axis=0) > 0
            low[usable], high[usable] = np.where(varied, ends, np.nan)
        return Figure(self.value, low, high)


def group_means(
    values: np.ndarray,
    codes: np.ndarray,
    received: np.ndarray | None = None,
    *,
    replicates: int = REPLICATES,
    seed: int = 0,
) -> Means:
    """Means of columns with their resamples.

    Without `received` the interval says how a mean varies over other samples (whole groups of them) beside this set as
    it is: whom they are compared with is not drawn anew. Means over pairs vary by both sides of the pairs; with
    `received` a group that is drawn twice counts twice as a partner too (to first order, as in a dyadic bootstrap).

    Args:
        values: (n, m) float; NaN for a sample without a value, which that column then leaves out.
        codes: (n,) int group of each sample, from 0.
        received: (n, m, 2) float, what each sample gives to the means of others: see `analysis.looks.received`.
        seed: one seed, one set of resamples.

    Source: Efron & Tibshirani 1993, ch. 13; whole groups: Field & Welsh 2007, doi:10.1111/j.1467-9868.2007.00593.x;
        both sides of pairs: Davezies et al. 2021, doi:10.1214/20-AOS1981.
    """
    n_groups = int(codes.max()) + 1 if len(codes) else 0
    known = np.isfinite(values)
    sums, counts = _by_group(np.where(known, values, 0.0), codes), _by_group(known.astype(np.float64), codes)
    value = _divided(sums.sum(axis=0), counts.sum(axis=0))
    drawn = [np.empty((0, values.shape[1]))]
    if received is None:
        drawn += [_divided(weights @ sums, weights @ counts) for weights in _weights(n_groups, replicates, seed)]
    else:
        given = _by_group(received[:, :, 0] - received[:, :, 1] * np.nan_to_num(value), codes)
        parts = _divided(sums - counts * value + given, np.broadcast_to(counts.sum(axis=0), sums.shape))
        drawn += [value + (weights - 1) @ parts for weights in _weights(n_groups, replicates, seed)]
    return Means(value, np.concatenate(drawn))


def _by_group(values: np.ndarray, codes: np.ndarray) -> np.ndarray:
    """Sums over the members of each group: (groups, m)."""
    if not len(codes):
        return np.zeros((0, values.shape[1]))
    order = np.argsort(codes, kind="stable")
    return np.add.reduceat(values[order], np.searchsorted(codes[order], np.arange(int(codes.max()) + 1)))


def _weights(n_groups: int, replicates: int, seed: int) -> Iterator[np.ndarray]:
    """How often every group is drawn, (some, groups) float64 at a time."""
    generator = np.random.default_rng(seed)
    if n_groups < 2:
        return
    block = max(1, BLOCK // n_groups)
    for start in range(0, replicates, block):
        size = min(block, replicates - start)
        drawn = generator.integers(n_groups, size=(size, n_groups)) + np.arange(size)[:, None] * n_groups
        yield np.bincount(drawn.ravel(), minlength=n_groups * size).reshape(size, n_groups).astype(np.float64)


def _divided(above: np.ndarray, below: np.ndarray) -> np.ndarray:
    return np.divide(above, below, out=np.full(np.shape(above), np.nan), where=below > 0)
