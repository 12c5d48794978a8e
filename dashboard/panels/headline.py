"""The figures of one epoch and split in one line, each with its interval."""

from __future__ import annotations

import numpy as np

from analysis.store.reader import Run
from dashboard import look
from dashboard.markup import Markup, element, show
from dashboard.selection import Selection

TITLES = {
    "balanced_accuracy": "Balanced accuracy",
    "macro_auroc": "Macro AUROC",
    "auroc": "AUROC",
    "average_precision": "Average precision",
    "accuracy": "Accuracy",
    "log_loss": "Log loss",
    "expected_calibration_error": "Calibration error",
}


def figures(run: Run, selection: Selection) -> dict[str, tuple[float, float, float]]:
    """Title -> value, low and high end of its 95 % interval (NaN where undefined); only figures the run has."""
    table = run.metrics
    at = table[table["epoch"] == selection.epoch]
    found = {}
    for metric, title in TITLES.items():
        name = f"{selection.split}_{metric}"
        if len(at) and name in at:
            found[title] = (_float(at, name), _float(at, f"{name}_low"), _float(at, f"{name}_high"))
    if "AUROC" in found:
        found.pop("Macro AUROC", None)  # of two classes both AUROCs are one figure
    return found


def headline(run: Run, selection: Selection) -> None:
    """Draw the figures."""
    blocks = [_block(title, *values) for title, values in figures(run, selection).items()]
    if blocks:
        show(element("dl", *blocks, css="headline"))


def _block(title: str, value: float, low: float, high: float) -> Markup:
    return element(
        "div",
        element("dt", title),
        element("dd", look.number(value), " ", element("small", look.interval(low, high))),
    )


def _float(table, column: str) -> float:
    value = table[column].iloc[0] if column in table else np.nan
    return float("nan") if value is None else float(value)
