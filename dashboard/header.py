"""The header line: name, pages, run, epoch, split and the selected sample; the same on every page, never moving."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from analysis.store.reader import Run
from dashboard import address, selection
from dashboard.epoch_control import epoch_control
from dashboard.look import count
from dashboard.markup import element, show
from dashboard.selected_sample import reserve_place
from dashboard.selection import Selection

_RUN, _SPLIT = "header_run", "header_split"
_NOTES = "header_notes_place"


def header(
    pages: Mapping[str, StreamlitPage], here: str, runs: Mapping[str, str], run: Run | None, chosen: Selection | None
) -> None:
    """Draw the header.

    Args:
        pages: page objects by URL path, in order.
        here: URL path of the page in view.
        runs: run name -> location, perhaps none.
        run: the open run; None when there is none or it cannot be opened.
        chosen: the shared selection; None together with `run`.
    """
    with st.container(key="header", horizontal=True, vertical_alignment="center", gap="small"):
        show(element("span", "Epochscope", css="product"))
        with st.container(key="pages", horizontal=True, gap=None, width="content"):
            carried = address.header_links(selection.parameters())
            for path, page in pages.items():
                key = "page_here" if path == here else f"page_to_{path}"
                with st.container(key=key, width="content"):
                    st.page_link(page, query_params=carried)
        with st.container(key="controls", horizontal=True, vertical_alignment="center", gap="small", width="content"):
            _run_picker(runs)
            if run is not None and chosen is not None:
                epoch_control(run.epochs, chosen.epoch, lambda epoch: selection.choose(epoch=epoch))
                _split_picker(run, chosen)
        reserve_place()
    st.session_state[_NOTES] = st.container(key="notes")


def _run_picker(runs: Mapping[str, str]) -> None:
    if not runs:
        return
    st.session_state[_RUN] = selection.parameters().get("run", next(iter(runs)))
    st.selectbox(
        "Run", list(runs), key=_RUN, on_change=_pick_run, label_visibility="collapsed", width=160, filter_mode=None
    )


def _split_picker(run: Run, chosen: Selection) -> None:
    sizes = {split: len(run.rows(split)) for split in run.splits or ["all"]}
    st.session_state[_SPLIT] = chosen.split
    st.selectbox(
        "Split",
        list(sizes),
        key=_SPLIT,
        format_func=lambda split: f"{split} · {count(sizes[split])}",
        on_change=_pick_split,
        label_visibility="collapsed",
        width=140,
        filter_mode=None,
    )


def show_notes() -> None:
    """Draw the notes, those of the page included: the shell calls it when the page has been drawn."""
    words = selection.notes()
    if words:
        with st.session_state[_NOTES]:
            show(*(element("p", text, css="warning", role="status") for text in words))


def _pick_run() -> None:
    selection.choose(run=st.session_state[_RUN])


def _pick_split() -> None:
    selection.choose(split=st.session_state[_SPLIT])
