"""Do neighbours look alike, and do they mean the same: both by epoch, for any samples, beside what no network chose."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import streamlit as st

from analysis.metrics.estimates import Estimate
from analysis.store.looks import LABEL
from analysis.store.reader import Run
from dashboard import empty, look, looks_words
from dashboard.epoch_estimates import estimate, series
from dashboard.figures.leveled_curve import Level, leveled_curve
from dashboard.figures.looks_against_meaning import Mark, looks_against_meaning
from dashboard.looks_of_rows import looks_of
from dashboard.looks_words import ANY_TWO, BY_LABEL, CLOSEST
from dashboard.markup import element, literal
from dashboard.markup import show as put
from dashboard.panels import nuisances
from dashboard.panels.control import switch, toggle
from dashboard.panels.looks_table import looks_table
from dashboard.panels.whose import whose
from dashboard.population import Nobody, Population
from dashboard.selection import Selection
from dashboard.theme_in_use import dark

SHEET = Path(__file__).parent / "looks.css"
TITLES = {"ssim": "Structure", "color": "Colour", "phash": "Layout"}  # short ones, for buttons
LEVELS = (("random", ANY_TWO, "dash"), ("by_label", BY_LABEL, "dashdot"), ("pixel_neighbors", CLOSEST, "dot"))
LABEL_READS = (
    "Share of those neighbours that have the sample's own label. It does not say that the label is right, or that the "
    "network predicts it."
)
MARKED = tuple(level for level in LEVELS if level[0] != "by_label")


def show(run: Run, selection: Selection) -> None:
    """Draw the part; what is missing, and how to make it, where nothing was measured."""
    st.html(SHEET)
    measures = [name for name in run.looks.measures if name != LABEL]
    if not measures:
        empty.no_looks(run.name, str(run.manifest.get("checkpoints", "")))
        return
    with st.container(horizontal=True, vertical_alignment="bottom", key="looks_controls"):
        population = whose(run, selection)
        words = {name: TITLES.get(name) or literal(str(run.looks.measures[name]["title"])) for name in measures}
        measure = switch("Alike in", "alike_in", tuple(measures), default=measures[0], words=words)
        among = _among(run)
    if isinstance(population, Nobody):
        put(element("section", element("h2", population.title), element("p", population.words), css="empty"))
        return
    found = looks_of(run, population.rows, among)
    _answer(run, selection, population, found, measure, words)
    with st.container(key="looks_curves"):
        left, right = st.columns(2, gap="medium")
    with left:
        reads = f"{run.looks.measures[measure]['reads']} 1 is the same picture."
        title = f"Do they look alike? {words[measure]}"
        _curve(found[measure], selection.epoch, title, LEVELS, key="likeness", reads=reads)
    with right:
        _curve(found[LABEL], selection.epoch, "Do they mean the same? Same label", MARKED, key=LABEL, reads=LABEL_READS)
    whole = population.kind == "all"
    if population.kind == "sample":  # its ten neighbours jump: a way from epoch to epoch is a tangle
        looks_table(found, words, selection.epoch, whole=whole)
    else:
        with st.container(key="looks_way"):
            left, right = st.columns(2, gap="medium")
        with left:
            _way(found[LABEL], found[measure], selection.epoch)
        with right:
            looks_table(found, words, selection.epoch, whole=whole)
    nuisances.show(run, selection, population, among)


def _among(run: Run) -> str:
    if "other_groups" not in run.looks.among:
        return "all"
    words = "Passes over pictures of the same lesion or patient: near-duplicates look alike for no learned reason."
    return "other_groups" if toggle("Leave out the same group", "other_groups", help=words) else "all"


def _answer(
    run: Run,
    selection: Selection,
    population: Population,
    found: dict[str, pd.DataFrame],
    measure: str,
    words: dict[str, str],
) -> None:
    """The answer in one sentence, then for whom, between which epochs and by which measure it holds."""
    epochs, here = run.looks.epochs, f"The {run.looks.facts['neighbors']} nearest neighbours of {population.words}"
    if selection.epoch not in epochs:
        put(element("p", f"Epoch {selection.epoch} not measured yet: run the analysis again to add it.", css="note"))
    elif selection.epoch == epochs[0]:
        put(
            element("h2", f"Epoch {epochs[0]}: where it starts", css="answer"),
            element(
                "p", f"{here}. Choose a later epoch above to see what changed.{_start(epochs)}", css="reading wider"
            ),
        )
    else:
        went = {name: _went(table, name, selection.epoch) for name, table in found.items()}
        said, sure = looks_words.conclusion(went[LABEL], went[measure]), looks_words.UNKNOWN not in went.values()
        apart = looks_words.dissent(measure, {name: way for name, way in went.items() if name != LABEL}, words)
        when = f"{here}, epoch {epochs[0]} to {selection.epoch}, by {words[measure].lower()}. {apart}{_start(epochs)}"
        rule = f" {looks_words.RULE}" if sure else ""
        put(element("h2", f"{said}.", css="answer"), element("p", f"{when}{rule}", css="reading wider"))


def _went(table: pd.DataFrame, measure: str, epoch: int) -> str:
    """The direction of a measure since the first epoch."""
    now = table[table["epoch"] == epoch].iloc[0]
    far = 1.0 if measure == LABEL else float(now["pixel_neighbors"])
    return looks_words.direction(estimate(table, epoch, "change"), far - float(now["random"]))


def _start(epochs: list[int]) -> str:
    if epochs[0] == 0:
        return " Epoch 0 is before training."
    return f" Epoch {epochs[0]} is the first there is: what lay before training is not known."


def _curve(table: pd.DataFrame, epoch: int, title: str, levels: tuple, *, key: str, reads: str) -> None:
    """A title with the figure of the epoch in view, the curve, and its sentence."""
    percent = key == LABEL
    put(element("h2", title), element("p", *_number(estimate(table, epoch), percent), css="facet-number"))
    lines = [Level(table[name].to_numpy(float), words, dash) for name, words, dash in levels]
    drawing = leveled_curve(series(table), lines, epoch=epoch, percent=percent, dark=dark())
    look.figure(drawing, key=f"looks_{key}", alt=f"{title} by epoch, beside {', '.join(line.name for line in lines)}")
    put(element("p", reads, css="reading"))


def _number(found: Estimate, percent: bool) -> tuple[str, ...]:
    """A figure with its interval."""
    if not percent or found.value is None:
        return element("b", look.number(found.value)), " ", element("small", look.interval(found.low, found.high))
    return element("b", look.share(found.value)), " ", element("small", look.share_interval(found.low, found.high))


def _way(label: pd.DataFrame, alike: pd.DataFrame, epoch: int) -> None:
    marks = [Mark(float(label[name].iloc[-1]), float(alike[name].iloc[-1]), words) for name, words, _ in MARKED]
    agreement, likeness = series(label), series(alike)
    put(element("h2", "From looks to meaning: one point an epoch"))
    drawing = looks_against_meaning(
        agreement.epochs, agreement.values, likeness.values, marks=marks, epoch=epoch, dark=dark()
    )
    look.figure(drawing, key="looks_way_figure", alt="Likeness of neighbours against the share with the same label")
    reads = (
        "To the right: neighbours share the label more often. Down: they look less alike. Crosses: pairs that no "
        "network chose. A network that groups by looks alone stays near the upper cross."
    )
    put(element("p", reads, css="reading"))
