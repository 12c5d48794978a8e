"""How far the neighbors of some samples agree in what should not matter: the analysis' tables, of any rows."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
import streamlit as st

from analysis.metrics.validity import group_codes
from analysis.nuisances.table import rows_of, verdicts_of
from analysis.store.nuisances import LINES
from analysis.store.reader import Run
from dashboard.store_cache import key_of


@dataclass(frozen=True)
class Held:
    """One trait on some samples.

    Attributes:
        name: of the column.
        table: one row an epoch, columns as `analysis.nuisances.table.COLUMNS`.
        words: when the network takes hold and lets go, above what any two samples share.
        beyond: the same above what the labels explain.
    """

    name: str
    table: pd.DataFrame
    words: str
    beyond: str


def nuisances_of(run: Run, rows: np.ndarray, among: str) -> list[Held]:
    """Every column of `run.nuisances` that is known of some of the samples, the one most grouped by first.

    The order is that of the largest strength of any epoch, so that it does not change with the epoch in view.

    Args:
        rows: (m,) int64 row numbers, rising.
        among: one of `run.nuisances.among`.
    """
    if len(rows) < len(run.samples):
        return _computed(run, key_of(run), np.ascontiguousarray(rows, np.int64).tobytes(), among)
    table, verdicts = run.nuisances.table, run.nuisances.verdicts
    return _sorted(run, table[table["among"] == among], verdicts[verdicts["among"] == among])


def _sorted(run: Run, table: pd.DataFrame, verdicts: pd.DataFrame) -> list[Held]:
    words = {(row["column"], row["line"]): str(row["words"]) for _, row in verdicts.iterrows()}
    found = []
    for name in run.nuisances.columns:
        mine = table[table["column"] == name].sort_values("epoch").reset_index(drop=True)
        if mine["mean"].notna().any():
            found.append(Held(name, mine, words.get((name, "random"), ""), words.get((name, "by_label"), "")))
    return sorted(found, key=lambda held: -float(held.table["strength"].fillna(-1).max()))


@st.cache_resource(max_entries=16, show_spinner="Taking means over the samples …")
def _computed(_run: Run, key: str, rows: bytes, among: str) -> list[Held]:
    chosen, nuisances = np.frombuffer(rows, np.int64), _run.nuisances
    codes = group_codes(_run.samples["group"].to_numpy()[chosen], len(chosen))
    parts = []
    for column in nuisances.columns:
        values = {"agreement": nuisances.over_epochs(column, among)[:, chosen]}
        values |= {line: nuisances.over_epochs(column, among, line)[:, chosen] for line in LINES}
        parts.append(rows_of(column, among, values, nuisances.epochs, codes))
    if not parts:
        return []
    table = pd.concat(parts, ignore_index=True)
    return _sorted(_run, table, verdicts_of(table))
