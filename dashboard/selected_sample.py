"""The selected sample in the header: a tiny picture, its id and label, and a way to let go of it."""

from __future__ import annotations

import streamlit as st

from analysis.store.reader import Run
from dashboard import selection
from dashboard.markup import element, join, show
from dashboard.palette import class_colors
from dashboard.sample_thumbnails import thumbnail
from dashboard.selection import Selection

_PLACE = "header_selected_place"


def reserve_place() -> None:
    """Keep a place for it where the caller is."""
    st.session_state[_PLACE] = st.container(
        key="selected", horizontal=True, vertical_alignment="center", gap="small", width="content"
    )


def selected_sample(run: Run, chosen: Selection) -> None:
    """Draw it in its place. The shell does it, except for pages of `DRAW_SELECTION_THEMSELVES`."""
    with st.session_state[_PLACE]:
        row = None if chosen.sample is None else run.row(chosen.sample)
        if row is None:
            show(element("span", "No sample selected", css="selected-none"))
            return
        picture = thumbnail(run, row)
        if picture is not None:
            st.image(picture, width=34, output_format="JPEG")
        name, label = (str(run.samples[column].iat[row]) for column in ("sample", "label"))
        dot = element("i", css="dot", style=f"background:{class_colors(run).get(label, 'gray')}")
        words = join(element("b", name, title=name), element("span", dot, label, title=label))
        show(element("span", words, css="selected"))
        st.button("Clear", key="header_clear", on_click=_clear, type="tertiary")


def _clear() -> None:
    selection.choose(sample=None, selected=None)
