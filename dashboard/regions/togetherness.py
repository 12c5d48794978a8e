"""Whether the samples of a region still stand beside each other at other epochs, by their nearest neighbors."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import streamlit as st

from analysis.metrics.group_means import Figure, group_means
from analysis.metrics.validity import group_codes
from analysis.store.reader import Run
from dashboard.store_cache import key_of

NEAREST = 10  # neighbors looked at


@dataclass(frozen=True)
class Togetherness:
    """A region through the epochs.

    Attributes:
        epochs: (e,) complete epochs.
        shares: (e,) mean share of its samples' nearest neighbors that belong to it too, with the ends of 95 %
            intervals over whole groups; NaN where there is none.
        chance: the share that a sample's neighbors would have were they drawn from the run at random.
        k: neighbors looked at.
    """

    epochs: list[int]
    shares: Figure
    chance: float
    k: int

    def at(self, epoch: int) -> tuple[float, float, float]:
        """The share at one epoch and both ends of its interval."""
        place = self.epochs.index(epoch)
        return float(self.shares.value[place]), float(self.shares.low[place]), float(self.shares.high[place])


def togetherness(run: Run, rows: np.ndarray) -> Togetherness | None:
    """How much of the samples' surroundings is the region itself, epoch by epoch; None where the run has no neighbors
    or the region fewer than two samples.

    Args:
        rows: (m,) row numbers.
    """
    if not int(run.manifest.get("neighbors", {}).get("k", 0)) or len(rows) < 2:
        return None
    return _together(run, key_of(run), rows.tobytes(), rows)


@st.cache_resource(max_entries=16, show_spinner="Following the region through the epochs …")
def _together(_run: Run, key: str, content: bytes, _rows: np.ndarray) -> Togetherness:
    member = np.zeros(len(_run.samples) + 1, bool)  # the last place stands for no neighbor, which is row -1
    member[_rows] = True
    columns, k = [], 0
    for epoch in _run.epochs:
        near = _run.neighbors(epoch)[_rows, :NEAREST]
        there = (near >= 0).sum(axis=1)
        k = max(k, near.shape[1])
        found = member[near].sum(axis=1)
        columns.append(np.divide(found, there, out=np.full(len(near), np.nan), where=there > 0))
    codes = group_codes(_run.samples["group"].to_numpy()[_rows], len(_rows))
    chance = (len(_rows) - 1) / max(len(_run.samples) - 1, 1)
    return Togetherness(_run.epochs, group_means(np.stack(columns, axis=1), codes).figure(), chance, k)
