"""Overview: what this run is, how training went, and whether the figures can be trusted."""

from __future__ import annotations

import streamlit as st

from analysis.store.reader import Run
from dashboard import empty, look
from dashboard.curve_series import loss_curves, metric_curves, metric_names
from dashboard.figures.training_curves import training_curves
from dashboard.following import follow
from dashboard.markup import element
from dashboard.markup import show as put
from dashboard.panels import style
from dashboard.panels.class_balance import class_balance
from dashboard.panels.control import picker
from dashboard.panels.headline import TITLES, headline
from dashboard.panels.health import health
from dashboard.panels.health import warnings as health_warnings
from dashboard.panels.learning_rate import learning_rate, rates
from dashboard.panels.left_out import left_out
from dashboard.panels.members import members
from dashboard.panels.run_facts import run_facts
from dashboard.selection import Selection
from dashboard.theme_in_use import dark

TITLE = "Overview"
PATH = "overview"


def show(run: Run, selection: Selection) -> None:
    """Draw the page."""
    style.install()
    follow(run)
    _warnings(run)
    if run.epochs:
        if metric_names(run):
            put(element("h2", f"{selection.split.capitalize()}, epoch {selection.epoch}"))
            headline(run, selection)
        if run.has_embeddings:
            _curves(run, selection)
            _second_row(run, selection)
        else:
            members(run, selection.split)
    else:
        empty.no_epochs(run.name, str(run.manifest.get("checkpoints", "")))
    facts, balance = st.columns(2, gap="large")
    with facts:
        run_facts(run)
    with balance:
        class_balance(run)
    left_out(run)


def _warnings(run: Run) -> None:
    said = [element("p", str(warning), css="warning") for warning in run.manifest.get("warnings") or []]
    words = [*health_warnings(run.findings), *said]
    if words:
        put(element("div", *words, css="warnings"))


def _second_row(run: Run, selection: Selection) -> None:
    if not len(rates(run)[0]):
        health(run)
        learning_rate(run, selection.epoch)
        return
    left, right = st.columns(2, gap="large")
    with left:
        learning_rate(run, selection.epoch)
    with right:
        health(run)


def _curves(run: Run, selection: Selection) -> None:
    left, right = st.columns(2, gap="large")
    with left:
        put(element("h2", "Loss, as logged by training", css="beside-control"))
        curves = loss_curves(run)
        if curves:
            drawing = training_curves(curves, title="loss", epoch=selection.epoch, dark=dark())
            look.figure(drawing, key="loss_curves", alt="Training and validation loss over epochs")
            put(element("p", "The loss may carry terms beyond the data (weight decay, class weights).", css="note"))
        else:
            put(element("p", "Nothing was logged: add CSVLogger('history.csv') to the training.", css="note"))
    with right:
        _recomputed(run, selection)


def _recomputed(run: Run, selection: Selection) -> None:
    names = metric_names(run)
    if not names:
        put(element("h2", "Recomputed at every epoch", css="beside-control"))
        put(element("p", "No metrics yet: the analysis writes them after the last epoch.", css="note"))
        return
    default = "balanced_accuracy" if "balanced_accuracy" in names else names[0]
    with st.container(key="curve_head", horizontal=True, vertical_alignment="center"):
        put(element("h2", "Recomputed at every epoch"))
        metric = picker("Metric", "metric", names, default=default, show=_title)
    curves = metric_curves(run, metric, selection.split)
    drawing = training_curves(curves, title=_title(metric).lower(), epoch=selection.epoch, dark=dark())
    look.figure(drawing, key="metric_curves", alt=f"{_title(metric)} over epochs, by split")
    words = "Band: 95 % interval over whole groups of the split in view, for this one trained model."
    put(element("p", words, css="note"))


def _title(metric: str) -> str:
    return TITLES.get(metric, metric.replace("_", " "))
