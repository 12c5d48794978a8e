"""A health table of epochs 0, 1, 2, … from columns, as the judges read it."""

from __future__ import annotations

from types import SimpleNamespace

import pandas as pd


def table(**columns: list[float]) -> pd.DataFrame:
    """One row per epoch, from 0 on."""
    length = len(next(iter(columns.values())))
    return pd.DataFrame({"epoch": range(length), **columns})


def run(**attributes) -> SimpleNamespace:
    """What stands in for a run: a manifest, metrics and a log, all empty unless given."""
    empty = {"manifest": {}, "metrics": pd.DataFrame({"epoch": []}), "history": pd.DataFrame({"epoch": []})}
    return SimpleNamespace(**{**empty, "logged_accuracy": None, **attributes})
