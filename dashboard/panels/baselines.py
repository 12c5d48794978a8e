"""The network beside linear models, on raw pixels and on its own embeddings, epoch by epoch."""

from __future__ import annotations

import numpy as np
import pandas as pd
import streamlit as st

from analysis.store.reader import Run
from dashboard import look
from dashboard.figures.training_curves import Curve, training_curves
from dashboard.markup import Markup, element, show
from dashboard.panels.control import picker
from dashboard.panels.headline import TITLES
from dashboard.selection import Selection
from dashboard.theme_in_use import dark

METRICS = ("balanced_accuracy", "macro_auroc", "accuracy", "average_precision")
MODELS = {"logistic": "logistic regression", "svm": "linear SVM"}
SHORT = {"logistic": "logistic", "svm": "SVM"}
DASHES = {"logistic": "dash", "svm": "dot"}


def baselines(run: Run, selection: Selection) -> None:
    """Draw the curves and the table; one sentence where there are none."""
    facts, table = run.manifest.get("baselines") or {}, run.baselines
    if facts.get("reason"):
        show(element("h2", "Beside linear models"), element("p", str(facts["reason"]), css="note"))
        return
    if table.empty:
        return
    if selection.split not in set(table["split"]):
        words = "Linear models are judged on held-out splits: choose validation or test in the header."
        show(element("h2", "Beside linear models"), element("p", words, css="note"))
        return
    table = table[table["split"] == selection.split]
    names = [metric for metric in METRICS if (table["metric"] == metric).any()]
    with st.container(key="baselines_head", horizontal=True, vertical_alignment="center"):
        show(element("h2", "Beside linear models"))
        metric = picker("Metric", "against_metric", names, default=names[0], show=lambda name: TITLES[name])
    with st.container(key="baselines_body"):
        left, right = st.columns([10, 9], gap="medium")
    with left:
        drawn = baseline_curves(run, table, selection.split, metric)
        drawing = training_curves(drawn, title=TITLES[metric].lower(), epoch=selection.epoch, dark=dark())
        drawing.update_layout(margin={"l": 8, "r": 104, "t": 8, "b": 8})  # room for the names at the lines' ends
        look.figure(
            drawing, key="baseline_curves", alt=f"{TITLES[metric]} of the network and of linear models by epoch"
        )
    with right:
        _table(run, table, selection, metric)
    show(element("p", _reading(facts), css="reading"))


def baseline_curves(run: Run, table: pd.DataFrame, split: str, metric: str) -> list[Curve]:
    """Linear models quiet, the network loud on top; pixels do not change and are a level line.

    Args:
        table: the rows of `run.baselines` of one split.
    """
    own = table[table["metric"] == metric]
    curves = []
    for source, name in (("pixels", "pixels"), ("embedding", "probe")):
        for model in MODELS:
            rows = own[(own["input"] == source) & (own["model"] == model)].sort_values("epoch")
            if rows.empty:
                continue
            level = source == "pixels"
            epochs = run.epochs if level else [int(epoch) for epoch in rows["epoch"]]
            values = np.full(len(epochs), float(rows["value"].iloc[0])) if level else rows["value"].to_numpy(float)
            curves.append(Curve(f"{name}, {SHORT[model]}", epochs, values, dash=DASHES[model]))
    figures, name = run.metrics, f"{split}_{metric}"
    if name in figures:
        epochs = [int(epoch) for epoch in figures["epoch"]]
        ends = [figures[f"{name}_{end}"].to_numpy(float) for end in ("low", "high")]
        values = figures[name].to_numpy(float)
        curves.append(Curve("network", epochs, values, low=ends[0], high=ends[1], loud=True))
    return curves


def _table(run: Run, table: pd.DataFrame, selection: Selection, metric: str) -> None:
    """The epoch in view in numbers."""
    at = run.metrics[run.metrics["epoch"] == selection.epoch]
    name = f"{selection.split}_{metric}"
    rows = []
    if len(at) and name in at:
        rows.append(_row("Network", "", *(at[f"{name}{end}"].iloc[0] for end in ("", "_low", "_high"))))
    for source, title in (("embedding", "Its embeddings"), ("pixels", "Raw pixels")):
        for model, words in MODELS.items():
            mine = table[(table["input"] == source) & (table["model"] == model) & (table["metric"] == metric)]
            mine = mine if source == "pixels" else mine[mine["epoch"] == selection.epoch]
            if len(mine):
                rows.append(_row(title, words, *mine[["value", "low", "high"]].iloc[0]))
    titles = ("Input", "Model", f"{TITLES[metric]}, epoch {selection.epoch}")
    head = element("tr", *(element("th", title, scope="col") for title in titles))
    show(element("table", element("thead", head), element("tbody", *rows), css="plain baselines"))


def _row(source: str, model: str, value: float, low: float, high: float) -> Markup:
    figure = element("td", element("b", look.number(value)), " ", element("small", look.interval(low, high)))
    return element("tr", element("td", source), element("td", model), figure)


def _reading(facts: dict) -> str:
    side, components = facts.get("pixels_side", "?"), facts.get("components", "?")
    words = (
        "What the last layer could read off the embedding by a straight cut, and what colour alone gives: linear "
        f"models fitted on the training split, on the embedding of each epoch and on {side} × {side} pixels, "
        f"standardised, at most {components} leading directions, classes weighing alike, one fixed penalty. "
        "Intervals are of each figure by itself, not of differences."
    )
    stopped = int(facts.get("stopped_early", 0))
    return words + (f" {stopped} fits stopped before they had converged." if stopped else "")
