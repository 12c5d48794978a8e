"""How every sample's neighborhood changed, from the stored lists of neighbors; computed once and kept."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

import numpy as np
import pandas as pd
import streamlit as st

from analysis.metrics.estimates import Estimate
from analysis.metrics.group_means import group_means
from analysis.metrics.validity import group_codes
from analysis.stability import commonest, jaccard, met, odd_ones, pair_distances, usual_distance
from analysis.store.reader import Run
from dashboard.store_cache import key_of

MOST_PAIRS = 2_000  # kept, those that changed most


class Lists(NamedTuple):
    """Which of the store's lists of neighbors, and how much of each."""

    metric: str
    among: str
    k: int


class Pairs(NamedTuple):
    """Pairs that came together or parted, the largest change first.

    Attributes:
        rows: (p, 2) int64 row numbers.
        before, after: (p,) float64 distance, in units of the median distance of two random samples at that epoch; NaN
            where that is 0, as in an embedding of one point.
        total: how many there are; p are kept.
        one_label: share of all of them whose two samples have the same label; NaN without any.
    """

    rows: np.ndarray
    before: np.ndarray
    after: np.ndarray
    total: int
    one_label: float

    def first(self, count: int) -> Pairs:
        """Those that changed most."""
        return self._replace(rows=self.rows[:count], before=self.before[:count], after=self.after[:count])


def turnover(run: Run, lists: Lists, epochs: tuple[int, int]) -> np.ndarray:
    """1 - Jaccard of each sample's neighbors at two epochs: (n,) float64, 0 the same, 1 none shared; NaN without."""
    return _turnover(run, key_of(run), lists, epochs)


def mean_turnover(run: Run, lists: Lists) -> np.ndarray:
    """The mean of each sample's turnover from every epoch to the next: (n,) float64; NaN with one epoch."""
    return _mean_turnover(run, key_of(run), lists)


def overall(run: Run, lists: Lists, epochs: tuple[int, int]) -> Estimate:
    """The mean turnover between two epochs over all samples, with a 95 % interval over whole groups."""
    return _overall(run, key_of(run), lists, epochs)


def changed_pairs(run: Run, lists: Lists, epochs: tuple[int, int], *, parted: bool) -> Pairs:
    """Pairs that are neighbors at the later of two epochs and were not at the earlier, or the other way round.

    Args:
        parted: those that were neighbors and are no longer.
    """
    return _changed_pairs(run, key_of(run), lists, (*epochs, parted))


def odd(run: Run, lists: Lists) -> np.ndarray:
    """Which samples have no neighbor of their own label, at every epoch: (e, n) bool."""
    return _odd(run, key_of(run), lists)


def odd_ranked(run: Run, lists: Lists, epoch: int) -> np.ndarray:
    """Row numbers of the samples that are odd at an epoch, those first whose neighbors agree most on another label,
    among them those that are odd at most epochs."""
    every = odd(run, lists)
    here = np.flatnonzero(every[run.epochs.index(epoch)])
    _, share = commonest(label_numbers(run)[0], near(run, lists, epoch)[here])
    return here[np.lexsort((here, -every[:, here].sum(axis=0), -share))]


def label_numbers(run: Run) -> tuple[np.ndarray, np.ndarray]:
    """One number a label, also for labels that the model does not know: (n,) int64, and the labels by number."""
    numbers, names = pd.factorize(run.samples["label"].astype(str), sort=True)
    return numbers.astype(np.int64), np.asarray(names, object)


def near(run: Run, lists: Lists, epoch: int) -> np.ndarray:
    """(n, k) int32 row numbers of the neighbors at an epoch; negative for none."""
    return run.neighbors(epoch, lists.metric, lists.among)[:, : lists.k]


@st.cache_resource(max_entries=16, show_spinner=False)
def _turnover(_run: Run, key: str, lists: Lists, epochs: tuple[int, int]) -> np.ndarray:
    return _fixed(1 - jaccard(near(_run, lists, epochs[0]), near(_run, lists, epochs[1])))


@st.cache_resource(max_entries=32, show_spinner=False)
def _overall(_run: Run, key: str, lists: Lists, epochs: tuple[int, int]) -> Estimate:
    codes = group_codes(_run.samples["group"].to_numpy(), len(_run.samples))
    found = group_means(turnover(_run, lists, epochs)[:, None], codes).figure()
    return Estimate(*(float(part[0]) for part in (found.value, found.low, found.high)))


@st.cache_resource(max_entries=8, show_spinner="Comparing the neighbours of every epoch with those of the next …")
def _mean_turnover(_run: Run, key: str, lists: Lists) -> np.ndarray:
    total, steps = np.zeros(len(_run.samples)), max(len(_run.epochs) - 1, 0)
    for one, other in pairwise(near(_run, lists, epoch) for epoch in _run.epochs):
        total += 1 - jaccard(one, other)
    return _fixed(total / steps if steps else np.full(len(total), np.nan))


@st.cache_resource(max_entries=8, show_spinner="Measuring how near the pairs are at both epochs …")
def _changed_pairs(_run: Run, key: str, lists: Lists, asked: tuple[int, int, bool]) -> Pairs:
    before, after, parted = asked
    ends = (near(_run, lists, before), near(_run, lists, after))
    pairs = met(*(ends[::-1] if parted else ends))
    distances = [_relative(_run.embeddings(epoch), pairs, lists.metric) for epoch in (before, after)]
    way = distances[1] - distances[0] if parted else distances[0] - distances[1]
    order = np.argsort(-way, kind="stable")[:MOST_PAIRS]
    labels, _ = label_numbers(_run)
    alike = labels[pairs[:, 0]] == labels[pairs[:, 1]]
    share = float(alike.mean()) if len(pairs) else float("nan")
    return Pairs(pairs[order], distances[0][order], distances[1][order], len(pairs), share)


def _relative(embeddings: np.ndarray, pairs: np.ndarray, metric: str) -> np.ndarray:
    unit = usual_distance(embeddings, metric=metric)
    found = pair_distances(embeddings, pairs, metric=metric)
    return found / unit if unit > 0 else np.full(len(pairs), np.nan)


@st.cache_resource(max_entries=8, show_spinner="Looking through the neighbours of every epoch …")
def _odd(_run: Run, key: str, lists: Lists) -> np.ndarray:
    labels, _ = label_numbers(_run)
    return _fixed(np.stack([odd_ones(labels, near(_run, lists, epoch)) for epoch in _run.epochs]))


def _fixed(values: np.ndarray) -> np.ndarray:
    values.setflags(write=False)
    return values
