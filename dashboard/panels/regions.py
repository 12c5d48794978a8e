"""Two regions side by side: how they are defined, where their samples are at other epochs, what they are made of."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import streamlit as st

from analysis.store.reader import Run
from dashboard import look
from dashboard.judged_sample import courses
from dashboard.markup import element
from dashboard.markup import show as put
from dashboard.panels.pager import mixed, pager
from dashboard.panels.region_make_up import region_make_up
from dashboard.panels.region_slots import region_slots
from dashboard.panels.region_whereabouts import region_whereabouts
from dashboard.panels.samples import samples
from dashboard.panels.target import score_words
from dashboard.regions.kept import Kept, kept
from dashboard.selection import Selection

SHEET = Path(__file__).parent / "regions.css"
PAGE = 60  # pictures of a region at a time


def show(run: Run, selection: Selection) -> None:
    """Draw the part."""
    st.html(SHEET)
    found, problems = kept(run, selection)
    region_slots(run, selection, found, problems)
    filled = [one for one in found.values() if len(one.rows)]
    if not filled:
        return
    _in_both(filled)
    region_whereabouts(run, selection, filled)
    region_make_up(run, selection, filled)
    for one, place in zip(filled, st.columns(len(filled), gap="large"), strict=True):
        with place:
            _gallery(run, selection, one)


def _in_both(regions: Sequence[Kept]) -> None:
    if len(regions) == 2:
        shared = len(np.intersect1d(regions[0].rows, regions[1].rows))
        words = f"{look.counted(shared, 'sample')} in both regions." if shared else "No sample is in both regions."
        put(element("p", words, css="note"))


def _gallery(run: Run, selection: Selection, one: Kept) -> None:
    """The samples in random order, some at a time: a run is often sorted by label."""
    words = f"Samples of {one.title}"
    put(element("h2", element("i", css="dot", style=f"background:{one.color}"), words))
    inside = mixed(one.rows, len(run.samples))[pager(f"region_page_{one.slot}", len(one.rows), PAGE)]
    predicted, best = (table[run.epochs.index(selection.epoch), inside] for table in courses(run)[1:])
    said = zip(predicted.tolist(), best.tolist(), strict=True)
    details = [f"{run.classes[index]} {score_words(score)}" for index, score in said]
    samples(run, inside, details=details, key=f"region_pictures_{one.slot}", label=words, cell=84)
    words = (
        f"Under each picture: its label, then the prediction at epoch {selection.epoch} with its score. The order is "
        "random, and always the same."
    )
    put(element("p", words, css="note"))
