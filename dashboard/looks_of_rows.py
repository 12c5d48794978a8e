"""How alike the neighbors of some samples look and how often they share the label: the stored table, of any rows."""

from __future__ import annotations

import numpy as np
import pandas as pd
import streamlit as st

from analysis.looks.table import by_label
from analysis.metrics.group_means import Means, group_means
from analysis.metrics.validity import group_codes
from analysis.store.looks import BASELINES, LABEL
from analysis.store.reader import Run
from dashboard.epoch_estimates import of_rest
from dashboard.store_cache import key_of


def looks_of(run: Run, rows: np.ndarray, among: str) -> dict[str, pd.DataFrame]:
    """Every measure of `run.looks` on some samples: measure -> a table, one row an epoch.

    Columns `epoch`, `mean` (`low`, `high`), `change` since the first epoch (`change_low`, `change_high`), and what to
    compare with: `random`, `pixel_neighbors`, `by_label`. Of all samples it is the table that the analysis stored. Of
    others the intervals say how their mean varies over such samples beside this set as it is.

    Args:
        rows: (m,) int64 row numbers, rising.
        among: one of `run.looks.among`.
    """
    if len(rows) < len(run.samples):
        return _computed(run, key_of(run), np.ascontiguousarray(rows, np.int64).tobytes(), among)
    table = run.looks.table
    here = table[table["among"] == among].sort_values("epoch")
    return {measure: here[here["measure"] == measure].reset_index(drop=True) for measure in run.looks.measures}


def way(table: pd.DataFrame) -> np.ndarray:
    """(e,) how far neighbors are from any two pictures (0) to those nearest in pixels (1).

    NaN where the nearest in pixels are no more alike than any two.
    """
    random = table["random"].to_numpy(float)
    span = table["pixel_neighbors"].to_numpy(float) - random
    above = table["mean"].to_numpy(float) - random
    return np.divide(above, span, out=np.full(len(table), np.nan), where=span > 0)


def share_of_rest(table: pd.DataFrame) -> np.ndarray:
    """(e,) how far label agreement is from any two pictures (0) to all of one label (1); NaN without any rest."""
    return of_rest(table["mean"].to_numpy(float), table["random"].to_numpy(float))


@st.cache_resource(max_entries=32, show_spinner="Taking means over the samples …")
def _computed(_run: Run, key: str, rows: bytes, among: str) -> dict[str, pd.DataFrame]:
    chosen, looks = np.frombuffer(rows, np.int64), _run.looks
    codes = group_codes(_run.samples["group"].to_numpy()[chosen], len(chosen))
    agreement = looks.over_epochs(LABEL, among)[:, chosen]
    found = {}
    for measure in looks.measures:
        pairs = {name: looks.baseline(measure, name, among)[chosen] for name in BASELINES}
        line = by_label(agreement, pairs["same_label"], pairs["other_label"])
        line = np.full_like(line, np.nan) if measure == LABEL else line
        values = looks.over_epochs(measure, among)[:, chosen]
        columns = [*values, *line, pairs["random"], pairs["pixel_neighbors"]]
        found[measure] = _table(looks.epochs, group_means(np.stack(columns, axis=1, dtype=np.float64), codes))
    return found


def _table(epochs: list[int], means: Means) -> pd.DataFrame:
    """The columns of `looks_of`; the means are those of neighbors, of what labels explain, and of two baselines."""
    e = len(epochs)
    own = means[slice(0, e)]
    mean, change = own.figure(), own.minus(own[[0] * e]).figure()
    random, pixels = means.value[2 * e :]
    return pd.DataFrame(
        {
            "epoch": epochs, "mean": mean.value, "low": mean.low, "high": mean.high,
            "change": change.value, "change_low": change.low, "change_high": change.high,
            "by_label": means.value[e : 2 * e], "random": random, "pixel_neighbors": pixels,
        }
    )  # fmt: skip
