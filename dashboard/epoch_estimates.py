"""Figures with intervals out of tables that have one row an epoch and columns `<name>`, `<name>_low`, `<name>_high`."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.metrics.estimates import UNDEFINED, Estimate
from dashboard.figures.leveled_curve import Series


def estimate(table: pd.DataFrame, epoch: int, name: str = "mean") -> Estimate:
    """A figure at one epoch; undefined where the table does not have the epoch or the figure is NaN.

    Args:
        name: of its column; the ends of `mean` are `low` and `high`.
    """
    here = table[table["epoch"] == epoch]
    if not len(here):
        return UNDEFINED
    return Estimate(*(_number(here[column].iloc[0]) for column in (name, *ends(name))))


def series(table: pd.DataFrame, name: str = "mean") -> Series:
    """A figure over the epochs, for drawing."""
    epochs = [int(epoch) for epoch in table["epoch"]]
    return Series(epochs, *(table[column].to_numpy(float) for column in (name, *ends(name))))


def ends(name: str) -> tuple[str, str]:
    """The columns that hold the ends of a figure's interval."""
    return ("low", "high") if name == "mean" else (f"{name}_low", f"{name}_high")


def of_rest(values: np.ndarray, line: np.ndarray) -> np.ndarray:
    """(e,) how far shares are from a line (0) to all (1); NaN where the line leaves no rest."""
    return np.divide(values - line, 1 - line, out=np.full(len(values), np.nan), where=line < 1)


def _number(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None
