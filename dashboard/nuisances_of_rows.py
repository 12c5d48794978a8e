"""How far the neighbors of some samples agree in what should not matter: the analysis' tables, of any rows."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
import streamlit as st

from analysis.metrics.group_means import group_means
from analysis.metrics.validity import group_codes
from analysis.store.nuisances import LINES
from analysis.store.reader import Run
from dashboard.epoch_estimates import ends, of_rest
from dashboard.store_cache import key_of


@dataclass(frozen=True)
class Trait:
    """One column on some samples.

    Attributes:
        name: of the column.
        table: one row an epoch: `epoch`, agreement `mean` (`low`, `high`), `random`, `by_label`, and as shares of what
            is left above either line `strength` and `beyond_label` (each with `_low`, `_high`): 0 none, 1 all alike.
    """

    name: str
    table: pd.DataFrame

    @property
    def epochs(self) -> list[int]:
        """Those measured, rising."""
        return [int(epoch) for epoch in self.table["epoch"]]

    @property
    def explained(self) -> np.ndarray:
        """(e,) strength that the labels alone would give: 0 as any two samples, 1 all alike; NaN where undefined."""
        return of_rest(self.table["by_label"].to_numpy(float), self.table["random"].to_numpy(float))


def nuisances_of(run: Run, rows: np.ndarray, among: str) -> list[Trait]:
    """Every column of `run.nuisances` that is known of some of the samples, the one most grouped by first.

    The order is that of the largest strength of any epoch, so that it does not change with the epoch in view.

    Args:
        rows: (m,) int64 row numbers, rising.
        among: one of `run.nuisances.among`.
    """
    if len(rows) < len(run.samples):
        return _computed(run, key_of(run), np.ascontiguousarray(rows, np.int64).tobytes(), among)
    table = run.nuisances.table
    return _sorted(run, table[table["among"] == among])


def _sorted(run: Run, table: pd.DataFrame) -> list[Trait]:
    found = []
    for name in run.nuisances.columns:
        mine = table[table["column"] == name].sort_values("epoch").reset_index(drop=True)
        if mine["mean"].notna().any():
            found.append(Trait(name, mine))
    return sorted(found, key=lambda trait: -float(trait.table["strength"].fillna(-1).max()))


@st.cache_resource(max_entries=16, show_spinner="Taking means over the samples …")
def _computed(_run: Run, key: str, rows: bytes, among: str) -> list[Trait]:
    chosen, nuisances = np.frombuffer(rows, np.int64), _run.nuisances
    codes = group_codes(_run.samples["group"].to_numpy()[chosen], len(chosen))
    parts = []
    for column in nuisances.columns:
        agreement = nuisances.over_epochs(column, among)[:, chosen]
        lines = [nuisances.over_epochs(column, among, line)[:, chosen] for line in LINES]
        parts.append(_table(nuisances.epochs, [agreement, *lines], codes).assign(column=column))
    return _sorted(_run, pd.concat(parts, ignore_index=True)) if parts else []


def _table(epochs: list[int], parts: list[np.ndarray], codes: np.ndarray) -> pd.DataFrame:
    """The columns of `Trait.table` from agreement and the lines `LINES`, (e, m) each."""
    known, e = np.isfinite(parts[0]), len(epochs)
    stacked = np.concatenate([np.where(known, part, np.nan) for part in parts], dtype=np.float64)
    means = group_means(stacked.T, codes)
    own, random, by_label = (means[slice(place * e, (place + 1) * e)] for place in range(3))
    table = pd.DataFrame({"epoch": epochs, "random": random.value, "by_label": by_label.value})
    for name, figure in (("mean", own), ("strength", own.beyond(random)), ("beyond_label", own.beyond(by_label))):
        found, (low, high) = figure.figure(), ends(name)
        table[name], table[low], table[high] = found.value, found.low, found.high
    return table
