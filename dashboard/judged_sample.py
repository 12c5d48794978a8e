"""What the model said of one sample at every epoch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import streamlit as st

from analysis.store.reader import Run
from dashboard.store_cache import key_of


@dataclass(frozen=True)
class Course:
    """One sample through the epochs.

    Attributes:
        epochs: (e,) complete epochs.
        own: (e,) float32 score of the sample's own class; NaN when its label is none of the classes.
        predicted: (e,) class index with the best score.
        best: (e,) float32 that score.
        right: (e,) bool.
    """

    epochs: list[int]
    own: np.ndarray
    predicted: np.ndarray
    best: np.ndarray
    right: np.ndarray

    def words(self) -> str:
        """When the prediction was right, in one sentence."""
        times, total = int(self.right.sum()), len(self.epochs)
        if times == 0:
            return f"Wrong at all {total} epochs." if total > 1 else "Wrong at its only epoch."
        if times == total:
            return f"Right at all {total} epochs." if total > 1 else "Right at its only epoch."
        right = [epoch for epoch, hit in zip(self.epochs, self.right, strict=True) if hit]
        return f"Right at {times} of {total} epochs, first at {right[0]}, last at {right[-1]}."


class Courses(NamedTuple):
    """All samples through the epochs: `own`, `predicted` and `best` as in `Course`, (e, n) each."""

    own: np.ndarray
    predicted: np.ndarray
    best: np.ndarray


def courses(run: Run) -> Courses:
    """The scores of every sample at every epoch of the run."""
    return _all(run, key_of(run))


def course(run: Run, row: int) -> Course:
    """The scores of one sample at every epoch.

    Args:
        row: its row number.
    """
    own, predicted, best = (table[:, row] for table in courses(run))
    return Course(run.epochs, own, predicted, best, predicted == int(run.labels[row]))


@st.cache_resource(max_entries=4, show_spinner=False)
def _all(_run: Run, key: str) -> Courses:
    """Read epoch by epoch, and kept per run: one click would otherwise read the scores of all epochs (10 bytes a sample
    and epoch)."""
    shape = (len(_run.epochs), len(_run.samples))
    own, best = np.full(shape, np.nan, np.float32), np.empty(shape, np.float32)
    predicted = np.empty(shape, np.int16)
    known = np.flatnonzero(_run.labels >= 0)
    for place, epoch in enumerate(_run.epochs):
        scores = _run.scores(epoch)
        own[place, known] = scores[known, _run.labels[known]]
        predicted[place], best[place] = scores.argmax(axis=1), scores.max(axis=1)
    return Courses(own, predicted, best)
