"""The part of the Evolution page on what is selected: one sample with its neighbors, or many with their make-up."""

from __future__ import annotations

from functools import partial

import numpy as np
import streamlit as st

from analysis.metrics.intervals import wilson
from analysis.store.reader import Run
from dashboard import look
from dashboard.judged_sample import courses
from dashboard.markup import Markup, element, show
from dashboard.neighborhood import nearest, same_label
from dashboard.palette import class_colors
from dashboard.panels.make_region import make_region
from dashboard.panels.pager import mixed, pager
from dashboard.panels.samples import samples
from dashboard.panels.scatter_view import NEAREST
from dashboard.panels.target import score_words
from dashboard.selected_set import select, selected_set
from dashboard.selection import Selection

PAGE = 48  # pictures at a time
CLASSES = 12  # with a line of their own
UNDER = (
    "Under each picture: its label, then the prediction at this epoch with its score; the order is random, and always "
    "the same. Shift with a click or with the arrow keys and Enter keeps those in between selected, and no others."
)
HOW = (
    "Click a point. Shift-click, lasso and box add more: their labels, how many of them are right, and their pictures "
    "are shown here."
)


def selected_many(run: Run, selection: Selection) -> None:
    """Draw it; says how to select where nothing is."""
    chosen = selected_set(run, selection)
    if not chosen:
        show(element("p", HOW, css="note"))
    elif len(chosen) == 1:
        _one(run, selection, run.rows_of(list(chosen))[0])
    else:
        _many(run, selection, np.sort(run.rows_of(list(chosen))))


def _one(run: Run, selection: Selection, row: int) -> None:
    """The nearest neighbors of the only selected sample."""
    if not int(run.manifest.get("neighbors", {}).get("k", 0)):
        show(element("p", "This run has no nearest neighbours. Run the analysis again, it adds them.", css="note"))
        return
    near = nearest(run, selection.epoch, row, NEAREST)
    words = f"Its {len(near)} nearest at epoch {selection.epoch}, {same_label(run, row, near.rows)} with the same label"
    show(element("h2", words))
    details = [look.number(float(distance)) for distance in near.distances]
    samples(run, near.rows.tolist(), details=details, key="evolution_near", label=words, cell=84)
    show(element("p", "Distances are Euclidean between embeddings, not between points on the map.", css="note"))


def _many(run: Run, selection: Selection, rows: np.ndarray) -> None:
    place = run.epochs.index(selection.epoch)
    predicted, best = (table[place] for table in (courses(run).predicted, courses(run).best))
    with st.container(key="selected_head", horizontal=True, vertical_alignment="center"):
        show(element("h2", f"{look.counted(len(rows), 'sample')} selected"))
        st.button("Clear the selection", key="clear_selected", on_click=select, args=(run, selection.run, ()))
    make_region(run, selection, rows)
    show(
        element("p", accuracy_words(run, rows, predicted[rows], selection.epoch)), _make_up(run, rows, predicted[rows])
    )
    inside = mixed(rows, len(run.samples))[pager("selected_page", len(rows), PAGE)]  # another pick moves nothing
    said = zip(predicted[inside].tolist(), best[inside].tolist(), strict=True)
    details = [f"{run.classes[index]} {score_words(score)}" for index, score in said]
    samples(
        run, inside, details=details, key="selected_pictures", label="The selected samples", cell=84,
        on_several=partial(select, run, selection.run),
    )  # fmt: skip
    show(element("p", UNDER, css="note"))


def accuracy_words(run: Run, rows: np.ndarray, predicted: np.ndarray, epoch: int) -> str:
    """How many of some samples are right.

    Args:
        rows: (m,) row numbers.
        predicted: (m,) class index.
    """
    known = run.labels[rows] >= 0
    right, total = int((predicted == run.labels[rows])[known].sum()), int(known.sum())
    if not total:
        return "The model knows none of their labels."
    everyone = (courses(run).predicted[run.epochs.index(epoch)] == run.labels)[run.labels >= 0]
    low, high = wilson(right, total)
    return (
        f"At epoch {epoch}, {look.count(right)} of {look.count(total)} are right: {look.share(right / total)} "
        f"{look.share_interval(low, high)}; of all samples {look.share(float(everyone.mean()))}. The interval "
        "takes them as drawn at random, which a lasso does not do."
    )


def _make_up(run: Run, rows: np.ndarray, predicted: np.ndarray) -> Markup:
    """A table: every class among the selected, its share here and in the run, how many are right."""
    labels = run.labels[rows]
    here, total = np.bincount(labels[labels >= 0], minlength=len(run.classes)), len(rows)
    everywhere = np.bincount(run.labels[run.labels >= 0], minlength=len(run.classes))
    right = np.bincount(labels[(labels >= 0) & (labels == predicted)], minlength=len(run.classes))
    order = [place for place in np.argsort(-here, kind="stable").tolist() if here[place]]
    head = ("Label", "Selected", "Share of them", "Share of the run", "Right at this epoch")
    lines = [
        _line(run, place, (int(here[place]), total), (int(everywhere[place]), int(right[place])))
        for place in order[:CLASSES]
    ]
    more = len(order) - CLASSES
    rest = [element("p", f"and {more} more labels", css="note")] if more > 0 else []
    columns = element("thead", element("tr", *(element("th", title, scope="col") for title in head)))
    return element("div", element("table", columns, element("tbody", *lines), css="plain make-up"), *rest)


def _line(run: Run, place: int, here: tuple[int, int], of_class: tuple[int, int]) -> Markup:
    (count, total), (everywhere, right) = here, of_class
    name = run.classes[place]
    dot = element("i", css="dot", style=f"background:{class_colors(run)[name]}")
    cells = (
        look.count(count), look.share(count / total), look.share(everywhere / len(run.labels)),
        f"{look.count(right)} ({look.share(right / count)})",
    )  # fmt: skip
    return element("tr", element("th", dot, name, scope="row"), *(element("td", cell) for cell in cells))
