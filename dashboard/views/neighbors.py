"""Neighbours: who stands beside whom, since when, and do they look alike."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from analysis.store.reader import Run
from dashboard import empty
from dashboard.fragments import fragment
from dashboard.panels import film_strip, looks, neighbors_compared, new_image, regions, stability, style
from dashboard.panels.control import switch
from dashboard.sample_panel import sample_panel
from dashboard.selected_sample import selected_sample
from dashboard.selection import Selection, latest
from data.contract import EpochscopeError

TITLE = "Neighbours"
PATH = "neighbours"
PARAMETER = "near"

# One line a part: its value in the URL, its words on the button, and what draws it.
PARTS: dict[str, tuple[str, Callable[[Run, Selection], None]]] = {
    "strip": ("Film strip", film_strip.show),
    "epochs": ("Two epochs", neighbors_compared.show),
    "looks": ("Looks and meaning", looks.show),
    "regions": ("Regions", regions.show),
    "stability": ("Stability", stability.show),
    "new": ("New image", new_image.show),
}


def show(run: Run, selection: Selection) -> None:
    """Draw the page."""
    style.install()
    _page(run, selection)


@fragment
def _page(run: Run, selection: Selection) -> None:
    """All that a click on a picture changes. A change of epoch runs the whole app: the header shows it too."""
    now = latest(run, selection)
    if (now.epoch, now.split) != (selection.epoch, selection.split):
        st.rerun()
    words = {name: title for name, (title, _) in PARTS.items()}
    with st.container(key="neighbour_parts"):
        part = switch("Part", PARAMETER, tuple(PARTS), default=next(iter(PARTS)), words=words)
    try:
        PARTS[part][1](run, now)
    except EpochscopeError as error:
        empty.problem(str(error))
    selected_sample(run, now)
    sample_panel(run, now)
