"""The samples that moved most between two epochs, in the embedding or on the plane, as a table with their pictures."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pandas as pd
import streamlit as st

from analysis.store.reader import Run
from dashboard import look
from dashboard.judged_sample import courses
from dashboard.markup import element, show
from dashboard.motion import NEIGHBORS, in_embedding, on_plane
from dashboard.panels.control import picker, switch, toggle
from dashboard.picture_data import data_uris
from dashboard.plane import Plane
from dashboard.selected_set import select
from dashboard.selection import Selection

MOST = 60  # rows of the table; their pictures lie on as many pages of the atlas, which are kept open
ROW_HEIGHT = 48  # CSS pixels
SPACES = {"embedding": "in the embedding", "plane": "on the plane"}
TABLE = "movers_table"

READING = (
    "In the embedding: Euclidean, the model's own units. On the plane: as seen above, which shows only part of it. "
    "× median: how many times further than half of all samples. Click a row's box to select its sample, a column's "
    "head to sort."
)
RELATIVE = (
    f"Relative: against the mean way of the {NEIGHBORS} samples nearest in the embedding at the first epoch. A cluster "
    "that moves as one piece scores 0, a sample that leaves its neighbours scores high."
)


def compared_epochs(run: Run) -> tuple[int, int]:
    """The two epochs that the reader compares; the first and the last while none were chosen."""
    first, last = run.epochs[0], run.epochs[-1]
    before = picker("From epoch", "moved_from", run.epochs, default=first, show=lambda epoch: f"from epoch {epoch}")
    after = picker("To epoch", "moved_to", run.epochs, default=last, show=lambda epoch: f"to epoch {epoch}")
    return before, after


def movers(run: Run, selection: Selection, plane: Plane) -> None:
    """Draw the choices and the table."""
    if len(run.epochs) < 2:
        show(element("p", "This run has one epoch: nothing has moved yet.", css="note"))
        return
    with st.container(key="movers_head", horizontal=True, vertical_alignment="center"):
        before, after = compared_epochs(run)
        space = switch("Sorted by", "moved_in", tuple(SPACES), default="embedding", words=SPACES)
        relative = toggle("Relative to its neighbours", "moved_relative", help=RELATIVE)
    if before == after:
        show(element("p", "Both epochs are the same: choose two different ones.", css="note"))
        return
    moved = {
        "embedding": in_embedding(run, before, after, relative=relative),
        "plane": on_plane(run, plane, before, after, relative=relative),
    }
    order = furthest(moved[space])
    if not len(order):
        show(element("p", _nothing(run, space, relative=relative), css="note"))
        return
    _table(run, selection, movers_table(run, order[:MOST], moved, (before, after)))
    show(element("p", _words(run, selection, moved[space], order), css="reading"))
    show(element("p", READING, css="note"))


def furthest(moved: np.ndarray) -> np.ndarray:
    """Row numbers by displacement, the largest first, ties by row number; without those that have none.

    Args:
        moved: (n,) float, NaN for none.
    """
    known = np.flatnonzero(np.isfinite(moved))
    return known[np.argsort(-moved[known], kind="stable")]


def movers_table(run: Run, rows: np.ndarray, moved: dict[str, np.ndarray], epochs: tuple[int, int]) -> pd.DataFrame:
    """The table as it is shown: one line a row, pictures as data URIs.

    Args:
        rows: (m,) row numbers.
        moved: "embedding" and "plane" -> (n,) displacement.
        epochs: the two that are compared.
    """
    said = courses(run).predicted[:, rows]
    names = np.asarray(run.classes, dtype=object)
    found = pd.DataFrame({"Picture": data_uris(run, rows)})
    for column in ("sample", "label"):
        found[column.capitalize()] = run.samples[column].iloc[rows].astype(str).to_numpy()
    for space in SPACES:
        found[space.capitalize()] = moved[space][rows]
        median = float(np.nanmedian(moved[space])) if np.isfinite(moved[space]).any() else np.nan
        found[f"{space.capitalize()}, × median"] = moved[space][rows] / median if median > 0 else np.nan
    for epoch in epochs:
        found[f"Predicted at {epoch}"] = names[said[run.epochs.index(epoch)]]
    found["Split"] = run.samples["split"].iloc[rows].astype(str).to_numpy()
    return found


def _table(run: Run, selection: Selection, table: pd.DataFrame) -> None:
    measured = [f"{space.capitalize()}{end}" for space in SPACES for end in ("", ", × median")]
    numbers = {column: st.column_config.NumberColumn(column, format=decimals(table[column])) for column in measured}
    st.dataframe(
        table, key=TABLE, hide_index=True, row_height=ROW_HEIGHT, height=min(len(table), 8) * ROW_HEIGHT + 38,
        column_config={"Picture": st.column_config.ImageColumn("Picture", width="small"), **numbers},
        on_select=lambda: pick(run, selection.run, TABLE, table["Sample"].tolist()), selection_mode="single-row",
    )  # fmt: skip


def decimals(column: pd.Series) -> str:
    """A format in which numbers of a column stand point below point: three digits of the largest.

    Args:
        column: numbers; NaN where there is none.
    """
    largest = float(column.abs().max())
    digits = 2 - math.floor(math.log10(largest)) if math.isfinite(largest) and largest > 0 else 2
    return f"%.{max(0, digits)}f"


def pick(run: Run, name: str, key: str, samples: Sequence[str]) -> None:
    """Select the sample whose line was clicked.

    Args:
        name: the run's name in the shared selection.
        key: of the table.
        samples: its ids, line by line.
    """
    lines = (st.session_state.get(key) or {}).get("selection", {}).get("rows", [])
    if lines and 0 <= lines[0] < len(samples):
        select(run, name, (samples[lines[0]],))


def _words(run: Run, selection: Selection, moved: np.ndarray, order: np.ndarray) -> str:
    median, highest = float(np.nanmedian(moved)), float(moved[order[0]])
    times = f", {look.number(highest / median)} times as far" if median > 0 else ""
    words = f"Half of all samples moved less than {look.number(median)}; the furthest {look.number(highest)}{times}."
    row = None if selection.sample is None else run.row(selection.sample)
    place = np.flatnonzero(order == (-1 if row is None else row))
    if not len(place):
        return words
    return f"{words} {selection.sample} is number {look.count(int(place[0]) + 1)} of {look.count(len(order))}."


def _nothing(run: Run, space: str, *, relative: bool) -> str:
    if relative and not int(run.manifest.get("neighbors", {}).get("k", 0)):
        return "This run has no nearest neighbours to move against. Run the analysis again, it adds them."
    if space == "plane":
        return (
            "No sample has a place on this plane at both epochs. Where the projection lacks one of them, run the "
            "analysis again to add it."
        )
    return "No sample has a place at both epochs."
