"""What changed between two epochs, sample by sample: predictions and neighborhoods."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import streamlit as st

from analysis.similarity.overlap import neighbor_overlap
from analysis.store.reader import Run
from dashboard.store_cache import key_of


@dataclass(frozen=True)
class Change:
    """Two epochs of a run, the first one named first.

    Attributes:
        before, after: (n,) int64 predicted class index.
        labels: (n,) int64; -1 for a label that the model does not know.
        kept: (n,) int64 neighbors in common.
        same_before, same_after: (n,) int64 neighbors of the sample's own label.
        k: neighbors compared.
    """

    before: np.ndarray
    after: np.ndarray
    labels: np.ndarray
    kept: np.ndarray
    same_before: np.ndarray
    same_after: np.ndarray
    k: int

    @property
    def moved(self) -> np.ndarray:
        """(n,) bool: the prediction is another one."""
        return self.before != self.after

    @property
    def became_right(self) -> int:
        """Samples whose prediction was wrong and is right."""
        return int((self.moved & (self.after == self.labels)).sum())

    @property
    def became_wrong(self) -> int:
        """Samples whose prediction was right and is wrong."""
        return int((self.moved & (self.before == self.labels)).sum())

    def most_changed(self, count: int) -> np.ndarray:
        """Row numbers of the samples that kept fewest neighbors, the fewest first.

        Of those that kept as many, the one whose neighbors' labels changed most comes first, then the lower row number.
        """
        swing = np.abs(self.same_after - self.same_before)
        return np.lexsort((np.arange(len(self.kept)), -swing, self.kept))[:count]


def change(run: Run, first: int, second: int) -> Change:
    """What changed from one complete epoch to another, over all samples."""
    return _change(run, key_of(run), first, second)


@st.cache_resource(max_entries=8, show_spinner=False)
def _change(_run: Run, key: str, first: int, second: int) -> Change:
    near = [_run.neighbors(epoch) for epoch in (first, second)]
    k, labels = near[0].shape[1], _run.labels
    shared = neighbor_overlap(*near) * k if k else np.zeros(len(labels))
    same = [(labels[rows] == labels[:, None]).sum(axis=1) for rows in near]
    before, after = (_run.scores(epoch).argmax(axis=1) for epoch in (first, second))
    return Change(before, after, labels, np.rint(shared).astype(np.int64), same[0], same[1], k)
