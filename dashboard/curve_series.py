"""Which curves Overview shows: picked from the training log and from the recomputed metrics."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.store.reader import Run
from dashboard.figures.training_curves import DASHES, Curve

ORDER = ("train", "test", "validation", "all")  # the later, the higher on top


def loss_curves(run: Run) -> list[Curve]:
    """Loss as logged: training quiet, validation loud; empty when nothing was logged."""
    named = (("loss", "train", "dot", False), ("val_loss", "validation", "solid", True))
    table = run.history
    return [
        Curve(name, _epochs(table), _column(table, column), dash=dash, loud=loud, logged=True)
        for column, name, dash, loud in named
        if column in table and table[column].notna().any()
    ]


def metric_curves(run: Run, metric: str, split: str) -> list[Curve]:
    """One recomputed metric on every split that has it; the split in view is loud and lies on top.

    Args:
        metric: as in the columns `<split>_<metric>`.
        split: the split in view. For accuracy, the log's own validation figures are added.
    """
    table = run.metrics
    curves = [
        Curve(
            name,
            _epochs(table),
            _column(table, f"{name}_{metric}"),
            low=_column(table, f"{name}_{metric}_low"),
            high=_column(table, f"{name}_{metric}_high"),
            dash=DASHES.get(name, "solid"),
            loud=name == split,
        )
        for name in sorted(run.splits, key=lambda name: (name == split, ORDER.index(name)))
        if f"{name}_{metric}" in table and table[f"{name}_{metric}"].notna().any()
    ]
    logged = run.logged_accuracy
    if metric == "accuracy" and logged is not None and run.history[logged].notna().any():
        quiet = Curve("val. logged", _epochs(run.history), _column(run.history, logged), dash="solid", logged=True)
        return [quiet, *curves]
    return curves


def metric_names(run: Run) -> list[str]:
    """Metrics that some split has, in the order of the table."""
    ends = ("_low", "_high")
    names = [
        column.removeprefix(f"{split}_")
        for column in run.metrics.columns
        for split in run.splits
        if column.startswith(f"{split}_") and not column.startswith(f"{split}_tta_") and not column.endswith(ends)
    ]
    return list(dict.fromkeys(names))


def _epochs(table: pd.DataFrame) -> list[int]:
    return [int(epoch) for epoch in table["epoch"]]


def _column(table: pd.DataFrame, name: str) -> np.ndarray:
    missing = np.full(len(table), np.nan)
    return pd.to_numeric(table[name], errors="coerce").to_numpy(float) if name in table else missing
