"""The figures of one epoch and split in one line, each with its interval; plain and augmented one above the other."""

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
TTA, GAIN = "tta_", "tta_gain_"

Figures = dict[str, tuple[float, float, float]]


def figures(run: Run, selection: Selection, scores: str = "") -> Figures:
    """Title -> value, low and high end of its 95 % interval (NaN where undefined); only figures the run has.

    Args:
        scores: "" for the plain scores, `TTA` for those of test-time augmentation, `GAIN` for what it adds.
    """
    table = run.metrics
    at = table[table["epoch"] == selection.epoch]
    found = {}
    for metric, title in TITLES.items():
        name = f"{selection.split}_{scores}{metric}"
        if len(at) and name in at:
            found[title] = (_float(at, name), _float(at, f"{name}_low"), _float(at, f"{name}_high"))
    if "AUROC" in found:
        found.pop("Macro AUROC", None)  # of two classes both AUROCs are one figure
    return found


def headline(run: Run, selection: Selection) -> None:
    """Draw the figures."""
    plain = figures(run, selection)
    if plain and selection.epoch in run.tta_epochs:
        show(_side_by_side(run, selection, plain))
    elif plain:
        show(element("dl", *(_block(title, *values) for title, values in plain.items()), css="headline"))


def _side_by_side(run: Run, selection: Selection, plain: Figures) -> Markup:
    """A table: one column a metric; plain, augmented, and the difference with an interval of its own."""
    draws = (run.manifest.get("tta") or {}).get("draws", "?")
    rows = {
        "Plain": plain,
        f"TTA × {draws}": figures(run, selection, TTA),
        "TTA − plain": figures(run, selection, GAIN),
    }
    head = element("tr", element("td"), *(element("th", title, scope="col") for title in plain))
    body = [
        element(
            "tr",
            element("th", name, scope="row"),
            *(_cell(found.get(title), signed=name == "TTA − plain") for title in plain),
        )
        for name, found in rows.items()
    ]
    table = element("table", element("thead", head), element("tbody", *body), css="headline-table")
    return element("div", table, css="wide")


def _cell(figure: tuple[float, float, float] | None, *, signed: bool) -> Markup:
    value, low, high = figure or (float("nan"),) * 3
    words, ends = (
        (look.gain(value), look.gains(low, high)) if signed else (look.number(value), look.interval(low, high))
    )
    return element("td", element("b", words), " ", element("small", ends))


def _block(title: str, value: float, low: float, high: float) -> Markup:
    return element(
        "div",
        element("dt", title),
        element("dd", look.number(value), " ", element("small", look.interval(low, high))),
    )


def _float(table, column: str) -> float:
    value = table[column].iloc[0] if column in table else np.nan
    return float("nan") if value is None else float(value)
