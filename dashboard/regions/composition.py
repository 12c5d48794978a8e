"""What regions are made of: how many of each label, prediction or value of a column, beside the whole run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analysis.metrics.intervals import wilson
from analysis.store.reader import Run
from dashboard.judged_sample import courses
from dashboard.sample_columns import dividing_columns, groups_of
from dashboard.scatter_payload import NO_CLASS

LABEL, PREDICTION = "label", "prediction"  # beside the columns of the samples


@dataclass(frozen=True)
class Part:
    """Samples that share a value.

    Attributes:
        words: the value.
        counts: of each region's samples, how many have it.
        shares: (share, low, high) of each region with its 95 % Wilson interval, samples taken as independent; NaN of
            an empty region.
        everywhere: share of the whole run.
    """

    words: str
    counts: tuple[int, ...]
    shares: tuple[tuple[float, float, float], ...]
    everywhere: float


def dividers(run: Run) -> list[str]:
    """What a composition may be taken by."""
    return [LABEL, PREDICTION, *(name for name in dividing_columns(run) if name not in (LABEL, PREDICTION))]


def composition(run: Run, by: str, epoch: int, regions: Sequence[np.ndarray]) -> list[Part]:
    """The parts that at least one region has, the most frequent in the regions together first.

    Args:
        by: one of `dividers`.
        epoch: whose predictions.
        regions: (m,) row numbers of each.
    """
    codes, words = _groups(run, by, epoch)
    counts = np.array([np.bincount(codes[rows], minlength=len(words)) for rows in regions]).reshape(-1, len(words))
    everywhere = np.bincount(codes, minlength=len(words)) / max(len(codes), 1)
    order = np.argsort(-counts.sum(axis=0), kind="stable")
    sizes = [len(rows) for rows in regions]
    return [
        Part(words[place], tuple(counts[:, place].tolist()), _shares(counts[:, place], sizes), float(everywhere[place]))
        for place in order.tolist()
        if counts[:, place].any()
    ]


def _shares(counts: np.ndarray, sizes: list[int]) -> tuple[tuple[float, float, float], ...]:
    pairs = zip(counts.tolist(), sizes, strict=True)
    return tuple((count / size if size else float("nan"), *wilson(count, size)) for count, size in pairs)


def _groups(run: Run, by: str, epoch: int) -> tuple[np.ndarray, list[str]]:
    """(n,) int64 group of every sample, and the groups' words."""
    if by == PREDICTION:
        return courses(run).predicted[run.epochs.index(epoch)].astype(np.int64), list(run.classes)
    if by == LABEL:
        return np.where(run.labels < 0, len(run.classes), run.labels), [*run.classes, NO_CLASS]
    return groups_of(run, by)
