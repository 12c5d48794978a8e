"""Explanations: what the model used in the selected sample, by every method, at this epoch."""

from __future__ import annotations

import streamlit as st

from analysis.store.reader import Run
from dashboard import empty
from dashboard.explained import command, explained
from dashboard.markup import element
from dashboard.markup import show as put
from dashboard.panels import style
from dashboard.panels.control import slider, switch
from dashboard.panels.map_strip import map_strip
from dashboard.panels.maps import Drawing, drawn_size, enlarged_picture, maps
from dashboard.panels.samples import samples
from dashboard.panels.target import score_list, target_class
from dashboard.selection import Selection

TITLE = "Explanations"
PATH = "explanations"


def show(run: Run, selection: Selection) -> None:
    """Draw the page."""
    style.install()
    row = None if selection.sample is None else run.row(selection.sample)
    if not run.explanations.methods or not run.explanations.samples:
        empty.no_explanations(run.name)
    elif row is None or selection.sample is None:
        empty.no_sample("Pick one of the explained samples below.")
        _offer(run)
    elif selection.sample not in run.explanations.samples:
        _not_explained(run, selection.sample)
    else:
        _page(run, selection, row)


def _page(run: Run, selection: Selection, row: int) -> None:
    sample = str(selection.sample)
    picture = run.explanations.image(sample)
    with st.container(horizontal=True, vertical_alignment="bottom", key="explanation_controls"):
        target = target_class(run, selection.epoch, row)
        drawing = _drawing()
    with st.container(key="explanation_top"):
        left, right = st.columns([1, 3.6], gap="medium")
    with left:
        _picture(run, selection, row, picture)
    with right:
        maps(explained(run, selection.epoch, sample, target), picture, drawing)
    map_strip(run, selection, target, drawing)
    _offer(run)


def _drawing() -> Drawing:
    opacity = slider("Opacity of the map", "opacity", default=0.7, step=0.05, digits=2)
    cells = switch("Cells", "map_cells", ("cells", "smooth"), default="cells", words=CELLS)
    scale = switch("Scale", "map_scale", ("own", "row"), default="own", words=SCALES)
    return Drawing(opacity, cells == "smooth", scale == "row")


CELLS = {"cells": "Cells", "smooth": "Smoothed"}
SCALES = {"own": "One a map", "row": "One a row"}


def _picture(run: Run, selection: Selection, row: int, picture) -> None:
    put(element("h2", f"Epoch {selection.epoch}"))
    st.image(enlarged_picture(picture, drawn_size(picture)).squeeze(), width="stretch", alt="The explained picture")
    height, width = picture.shape[:2]
    put(element("p", f"As the model sees it: {height} × {width} pixels.", css="note"))
    score_list(run, selection.epoch, row)


def _not_explained(run: Run, sample: str) -> None:
    put(
        element(
            "section",
            element("h2", "This sample was not explained"),
            element("p", "This command explains it (beside the samples chosen before) at every epoch:"),
            css="empty",
        )
    )
    st.code(command(run, sample), language=None)
    _offer(run)


def _offer(run: Run) -> None:
    """The samples that were explained, to pick another one."""
    rows = [row for sample in run.explanations.samples if (row := run.row(sample)) is not None]
    rule = run.manifest["explanations"].get("rule")
    put(
        element("h2", f"Explained samples ({len(rows)})"),
        element("p", f"Chosen by rule: {rule}." if rule else "Click one to see its maps.", css="note"),
    )
    samples(run, rows, key="explained_samples", label="Explained samples")
