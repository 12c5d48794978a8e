"""The neighbors of all samples at all epochs, held in memory so that a click on another sample reads nothing."""

from __future__ import annotations

import threading
from typing import NamedTuple

import numpy as np
import streamlit as st

from analysis.store.reader import Run
from dashboard.store_cache import key_of
from data.contract import EpochscopeError

MOST = 256_000_000  # bytes of one list; a longer one is read from the store, sample by sample
_BYTES = 8  # of a neighbor: its row and its distance


class Lists(NamedTuple):
    """`rows` (e, n, k) int32 and `distances` (e, n, k) float32, as `Run.neighbors_of_all` gives them."""

    rows: np.ndarray
    distances: np.ndarray


class Held:
    """Lists on their way into memory.

    Attributes:
        lists: None until they have come, and for good where they are too long or cannot be read.
        reader: the thread that reads them.
    """

    def __init__(self, run: Run, metric: str, among: str, k: int):
        self.lists: Lists | None = None
        self.reader = threading.Thread(target=self._read, args=(run, metric, among, k), daemon=True)
        if len(run.epochs) * len(run.samples) * k * _BYTES <= MOST:
            self.reader.start()

    def _read(self, run: Run, metric: str, among: str, k: int) -> None:
        try:
            self.lists = Lists(*run.neighbors_of_all(k, metric, among))
        except (EpochscopeError, OSError, ValueError):
            return  # the page reads the sample in view by itself, and shows what is wrong


def neighbors_of(run: Run, row: int, k: int, *, metric: str, among: str) -> tuple[np.ndarray, np.ndarray]:
    """As `Run.neighbors_of`, the first k; the first call for a list has all of it read in the background."""
    lists = _held(run, key_of(run), metric, among, k).lists
    if lists is not None:
        return lists.rows[:, row], lists.distances[:, row]
    rows, distances = run.neighbors_of(row, metric, among)
    return rows[:, :k], distances[:, :k]


@st.cache_resource(max_entries=2, show_spinner=False)
def _held(_run: Run, key: str, metric: str, among: str, k: int) -> Held:
    return Held(_run, metric, among, k)
