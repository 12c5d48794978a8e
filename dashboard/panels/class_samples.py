"""A row of drawn samples for every class; a click selects one, a button draws others."""

from __future__ import annotations

import streamlit as st

from analysis.store.reader import Run
from dashboard import look
from dashboard.class_draw import draw
from dashboard.gallery.grid import picture_grid
from dashboard.gallery.tile import Caption, Tile
from dashboard.markup import element, show
from dashboard.palette import class_colors
from dashboard.panels.pager import pager
from dashboard.sample_thumbnails import thumbnails
from dashboard.selection import choose, parameter, parameters, set_parameter

CLASSES = 10  # on a page
SAMPLES = 12  # of a class
CELL = 64  # pixels


def class_samples(run: Run) -> None:
    """Draw the rows."""
    seed = max(parameter("draw", 0), 0)
    with st.container(horizontal=True, vertical_alignment="center", key="draw_head"):
        show(element("h2", "Samples of every class"))
        st.button("Another draw", key="another_draw", on_click=set_parameter, args=("draw", seed + 1))
        show(element("p", "Drawn at random from all splits. Click one to select it.", css="note"))
    shown = pager("classes_page", len(run.classes), CLASSES)
    with st.container(key="class_rows"):
        for label in range(len(run.classes))[shown]:
            _row(run, label, seed)


def _row(run: Run, label: int, seed: int) -> None:
    name, total = run.classes[label], int((run.labels == label).sum())
    dot = element("i", css="dot", style=f"background:{class_colors(run)[name]}")
    with st.container(horizontal=True, vertical_alignment="center", key=f"class_row_{label}"):
        show(element("div", element("b", dot, name, title=name), element("span", look.count(total)), css="class-name"))
        if total:
            _pictures(run, label, seed)
        else:
            show(element("p", "No samples.", css="note"))


def _pictures(run: Run, label: int, seed: int) -> None:
    rows = draw(run.labels, label, SAMPLES, seed)
    ids, splits = run.samples["sample"].to_numpy(), run.samples["split"].to_numpy()
    chosen = parameters().get("sample")
    tiles = [
        Tile(
            str(ids[row]),
            Caption(run.classes[label], str(splits[row])),
            note=str(ids[row]),
            mark="selected" if ids[row] == chosen else "",
        )
        for row in rows
    ]
    words = f"Samples of {run.classes[label]}"
    picked = picture_grid(
        thumbnails(run, rows.tolist())[0],
        tiles,
        key=f"class_{label}",
        label=words,
        cell=CELL,
        bare=True,
        on_pick=_select,
    )
    if picked is not None:
        _select(picked)
        st.rerun()


def _select(sample: str) -> None:
    choose(sample=sample)
