"""The confusion matrix on the page: switch, figure, and the click that opens a cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from dashboard import look
from dashboard.figures.confusion_matrix import READING, confusion_matrix
from dashboard.judgement import Judgement
from dashboard.markup import element, show
from dashboard.panels.control import switch
from dashboard.selection import choose, parameter
from dashboard.theme_in_use import dark

KEY = "confusion_matrix"
CLICKS = 4  # which trace of the figure takes the clicks


def open_cell(classes: Sequence[str]) -> tuple[int, int] | None:
    """The cell (label, prediction) in the URL, None while none is open."""
    names = [parameter(name, "", ["", *classes]) for name in ("true", "predicted")]
    return None if "" in names else (classes.index(names[0]), classes.index(names[1]))


def matrix(judged: Judgement, *, opened: tuple[int, int] | None, sample: tuple[int, int] | None) -> None:
    """Draw the matrix.

    Args:
        judged: what the model said.
        opened: the cell whose images are shown.
        sample: the selected sample's cell.
    """
    with st.container(horizontal=True, vertical_alignment="center", key="matrix_head"):
        show(element("h2", "Label against prediction"))
        shares = switch("Numbers", "cells", ("counts", "shares"), default="counts", words=WORDS) == "shares"
    outlines = {name: cell for name, cell in (("open", opened), ("sample", sample)) if cell is not None}
    look.figure(
        confusion_matrix(judged.counts, judged.classes, shares=shares, outlines=outlines, dark=dark()),
        key=KEY,
        alt="Confusion matrix; the same cells can be chosen from the two lists below it",
        on_select=lambda: _take_over(judged.classes),
        selection_mode="points",
    )
    notes = [READING]
    if shares:
        notes.append("Numbers are per cent of the row.")
    if judged.threshold not in (None, 0.5):
        notes.append("Matrix, pictures and table follow the threshold; the figures in the first line do not.")
    if sample is not None:
        notes.append("Dotted outline: the selected sample's cell.")
    show(element("p", " ".join(notes), css="reading"))


WORDS = {"counts": "Counts", "shares": "% of row"}


def clicked_cell(event: Mapping, n_classes: int) -> tuple[int, int] | None:
    """The cell of a click.

    Args:
        event: the chart's state as Streamlit holds it, straight from the browser and so untrusted.
        n_classes: c.
    """
    points = event.get("selection", {}).get("points", []) if isinstance(event, Mapping) else []
    for point in points:
        number = point.get("point_index", point.get("point_number"))
        if point.get("curve_number", CLICKS) == CLICKS and isinstance(number, int) and 0 <= number < n_classes**2:
            return divmod(number, n_classes)
    return None


def _take_over(classes: Sequence[str]) -> None:
    cell = clicked_cell(st.session_state.get(KEY) or {}, len(classes))
    if cell is not None:
        choose(true=classes[cell[0]], predicted=classes[cell[1]], page=None)
