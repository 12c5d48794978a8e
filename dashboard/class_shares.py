"""How much of each group of samples is of one class, with its interval."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from analysis.metrics.intervals import wilson
from analysis.store.reader import Run
from dashboard.sample_columns import groups_of


@dataclass(frozen=True)
class Group:
    """Samples that share a value.

    Attributes:
        words: the value.
        total: samples, those with a label unknown to the model included.
        counts: (c,) samples of each class.
        count: of the class in focus.
        share: `count` of `total`; NaN without samples.
        low, high: ends of its 95 % interval.
    """

    words: str
    total: int
    counts: np.ndarray
    count: int
    share: float
    low: float
    high: float


def class_shares(run: Run, column: str, focus: int) -> list[Group]:
    """Every group of a column, in the order to show, and all samples together as the last.

    Args:
        column: one of `dashboard.sample_columns.dividing_columns`.
        focus: index of the class whose share is taken.

    Source of the intervals: Wilson 1927, see `analysis.metrics.intervals`.
    """
    codes, words = groups_of(run, column)
    table = counted(codes, run.labels, (len(words), len(run.classes)))
    totals = np.bincount(codes, minlength=len(words))
    groups = [_group(name, int(total), row, focus) for name, total, row in zip(words, totals, table, strict=True)]
    return [*groups, _group("all", int(totals.sum()), table.sum(axis=0), focus)]


def counted(codes: np.ndarray, labels: np.ndarray, shape: tuple[int, int]) -> np.ndarray:
    """Samples by group and class: `shape` int64; labels of −1 are left out.

    Args:
        codes: (n,) group of each sample.
        labels: (n,) class index.
        shape: (groups, c).
    """
    known = labels >= 0
    cells = np.bincount(codes[known] * shape[1] + labels[known], minlength=shape[0] * shape[1])
    return cells.reshape(shape)


def _group(words: str, total: int, counts: np.ndarray, focus: int) -> Group:
    count = int(counts[focus])
    low, high = wilson(count, total)
    return Group(words, total, counts, count, count / total if total else float("nan"), low, high)
