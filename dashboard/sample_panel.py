"""The panel on the right of every page: the selected sample, what it is and what the model says of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
import pandas as pd
import streamlit as st

from analysis.store.reader import Run
from analysis.store.thumbnails import CELL
from dashboard import empty
from dashboard.judged_sample import Course, course
from dashboard.links import page_link
from dashboard.look import score
from dashboard.markup import Markup, definitions, element, join, show
from dashboard.palette import class_colors
from dashboard.sample_picture import picture_of
from dashboard.selection import Selection
from data.contract import SAMPLE_COLUMNS

WIDTH = 320  # pixels
WIDEST_BAR = 30  # pixels, of one epoch
_SHOWN_METADATA = 8
_PLACE = "panel_place"


@contextmanager
def beside_panel() -> Iterator[None]:
    """Lay a page out in two: inside the block is the main part, the panel's place is on its right."""
    with st.container(key="with_panel", horizontal=True, wrap=False, gap="large"):
        main = st.container(width="stretch")
        st.session_state[_PLACE] = st.container(width=WIDTH)
    with main:
        yield


def sample_panel(run: Run, selection: Selection) -> None:
    """Draw the panel in its place. The shell does it, except for pages of `DRAW_SELECTION_THEMSELVES`."""
    with st.session_state[_PLACE], st.container(key="sample_panel"):
        row = None if selection.sample is None else run.row(selection.sample)
        if row is None:
            empty.no_sample()
            return
        _picture(run, row)
        identity(run, row)
        if run.epochs:
            found = course(run, row)
            _verdict(run, row, selection, found)
            _course(found, selection.epoch)
            _links(run, row, selection, found)
        metadata(run, row)


def _picture(run: Run, row: int) -> None:
    picture = picture_of(run, row)
    if picture is None:
        show(element("p", "No picture: the original file and its thumbnail are both missing.", css="note"))
        return
    st.image(picture.pixels, width="stretch" if picture.original else 2 * CELL, output_format="JPEG")
    show(element("p", picture.words, css="note"))


def identity(run: Run, row: int) -> None:
    """Draw what a sample is: its id, label, split and group."""
    sample = run.samples.iloc[row]
    rows: dict[str, str] = {"Label": class_name(run, str(sample["label"])), "Split": str(sample["split"])}
    if sample["group"]:
        others = int((run.samples["group"] == sample["group"]).sum()) - 1
        rows["Group"] = f"{sample['group']} ({others} more)" if others else str(sample["group"])
    show(element("h2", str(sample["sample"])), definitions(rows, css="facts narrow"))


def _verdict(run: Run, row: int, selection: Selection, found: Course) -> None:
    place = found.epochs.index(selection.epoch)
    name = run.classes[found.predicted[place]]
    right = bool(found.right[place])
    verdict = element("b", "right" if right else "wrong", css="right" if right else "wrong")
    said = join(class_name(run, name), f" {score(float(found.best[place]))} · ", verdict)
    rows: dict[str, str] = {"Predicted": said}
    if not right and np.isfinite(found.own[place]):
        rows["Own class"] = score(float(found.own[place]))
    show(element("h3", f"At epoch {selection.epoch}"), definitions(rows, css="facts narrow"))


def _course(found: Course, now: int) -> None:
    """One bar per epoch, as high as the score of the sample's own class."""
    bars = []
    for place, epoch in enumerate(found.epochs):
        right = bool(found.right[place])
        title = (
            f"Epoch {epoch}: score of its own class {score(float(found.own[place]))}, {'right' if right else 'wrong'}"
        )
        height = max(2.0, 100 * float(np.nan_to_num(found.own[place])))
        bar = element("i", style=f"height:{height:.0f}%", css="right" if right else "wrong")
        bars.append(element("span", bar, title=title, css="now" if epoch == now else "then"))
    ends = (found.epochs[0], found.epochs[-1]) if len(found.epochs) > 1 else found.epochs
    axis = element("div", *(element("span", str(epoch)) for epoch in ends), css="ends")
    width = f"max-width:{WIDEST_BAR * len(bars)}px"
    words = "Score of its own class, epoch by epoch; filled where the prediction was right."
    show(
        element("div", *bars, css="course", role="img", aria_label=f"{words} {found.words()}", style=width),
        element("div", axis, style=width),
        element("p", f"{found.words()} {words}", css="note"),
    )


def _links(run: Run, row: int, selection: Selection, found: Course) -> None:
    sample, split = selection.sample, str(run.samples["split"].iat[row])
    cell = {
        "true": str(run.samples["label"].iat[row]),
        "predicted": run.classes[found.predicted[_place(selection, found)]],
    }
    with st.container(key="sample_links", horizontal=True, gap="small"):
        page_link("neighbours", "Its neighbours", sample=sample)
        page_link("evaluation", "Others judged alike", sample=sample, split=split, **cell)
        page_link("explanations", "Its explanations", sample=sample)


def _place(selection: Selection, found: Course) -> int:
    return found.epochs.index(selection.epoch)


def metadata(run: Run, row: int) -> None:
    """Draw what the dataset says of a sample besides; nothing where it says nothing."""
    sample = run.samples.iloc[row].drop(list(SAMPLE_COLUMNS), errors="ignore")
    rows = {str(name): _written(value) for name, value in sample.items()}
    if not rows:
        return
    first = dict(list(rows.items())[:_SHOWN_METADATA])
    show(element("h3", "As the dataset has it"), definitions(first, css="facts narrow"))
    if len(rows) > len(first):
        with st.expander(f"{len(rows) - len(first)} more"):
            show(definitions({name: rows[name] for name in list(rows)[_SHOWN_METADATA:]}, css="facts narrow"))


def _written(value: object) -> str:
    if value is None or pd.isna(value):
        return "not given"
    if isinstance(value, float):
        return f"{value:g}"
    return str(value)


def class_name(run: Run, name: str) -> Markup:
    """A class with its color, as everywhere on screen."""
    return join(element("i", css="dot", style=f"background:{class_colors(run).get(name, '#808080')}"), name)
