"""One sample of a gallery in a dialog: its whole picture, as large as there is room, and all that is known of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from analysis.store.reader import Run
from analysis.store.thumbnails import CELL
from dashboard import look
from dashboard.markup import element, show
from dashboard.sample_panel import identity, metadata
from dashboard.sample_picture import picture_of

EDGE = 1120  # pixels of the longer edge; the dialog leaves 760 to the picture, and screens are dense
_PLACE = "zoomed_place"  # in the gallery, while the dialog is open
NO_PICTURE = "No picture: the original file and its thumbnail are both missing."


def zoom(
    run: Run,
    rows: Sequence[int],
    place: int,
    *,
    details: Sequence[str] | None = None,
    on_select: Callable[[str], None] | None = None,
) -> None:
    """Open the dialog; arrow keys walk through the gallery in it.

    Args:
        run: the open run.
        rows: sample row numbers of the gallery, in its order.
        place: which of them is shown first.
        details: what the gallery says of each, one per row.
        on_select: called with the id of the sample that the reader wants selected; None offers no such button.
    """
    st.session_state[_PLACE] = place
    _dialog(run, tuple(rows), tuple(details or ()), on_select)


@st.dialog("Enlarged", width="large")
def _dialog(run: Run, rows: tuple[int, ...], details: tuple[str, ...], on_select: Callable[[str], None] | None) -> None:
    place = min(max(int(st.session_state.get(_PLACE, 0)), 0), len(rows) - 1)
    left, right = st.columns([5, 2], gap="medium")
    with left:
        _controls(place, len(rows))
        _picture(run, rows[place])
    with right:
        identity(run, rows[place])
        if details and details[place]:
            show(element("p", details[place], css="number"))
        metadata(run, rows[place])
        if on_select is not None and st.button("Select this sample", key="zoom_select"):
            on_select(str(run.samples["sample"].iat[rows[place]]))
            st.rerun()


def _picture(run: Run, row: int) -> None:
    picture = picture_of(run, row, edge=EDGE)
    if picture is None:
        show(element("p", NO_PICTURE, css="note"))
        return
    st.image(picture.pixels, width="stretch" if picture.original else 4 * CELL, output_format="JPEG")
    show(element("p", f"{picture.words}.", css="note"))


def _controls(place: int, total: int) -> None:
    if total == 1:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button("Previous", key="zoom_back", disabled=place == 0, on_click=_step, args=(place - 1,),
                  shortcut="Left")  # fmt: skip
        st.button("Next", key="zoom_on", disabled=place == total - 1, on_click=_step, args=(place + 1,),
                  shortcut="Right")  # fmt: skip
        show(element("span", f"{look.count(place + 1)} of {look.count(total)}", css="tally"))


def _step(place: int) -> None:
    st.session_state[_PLACE] = place
