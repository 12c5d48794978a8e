"""Two epochs beside each other: how alike the embeddings of every pair are, and what changed between two of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pandas as pd
import streamlit as st

from analysis.store.reader import Run
from dashboard import empty, look
from dashboard.figures.epoch_similarity import CLICKS, epoch_similarity
from dashboard.markup import element
from dashboard.markup import show as put
from dashboard.panels import two_epochs
from dashboard.panels.control import picker, switch
from dashboard.plane import Plane
from dashboard.scatter_colors import Choice
from dashboard.selection import Selection, choose, parameter
from dashboard.theme_in_use import dark

SHEET = Path(__file__).parent / "compared.css"
KEY = "epoch_similarity"
WORDS = {"cka": "CKA", "neighbor_overlap": "Neighbours kept"}
NAMES = {"cka": "CKA", "neighbor_overlap": "neighbours kept"}
READINGS = {
    "cka": "Linear CKA of the embeddings, 1 for the same shape and 0 for none in common, whatever was turned, moved or "
    "scaled as a whole. It is ruled by the directions of most variance: small groups hardly count.",
    "neighbor_overlap": "Mean share of a sample's {k} nearest neighbours that both epochs have in common; by chance "
    "{chance}. It sees the fine order that CKA is blind to, and knows nothing of distances.",
}
PICKED = ("compared_first", "compared_second")


def show(run: Run, selection: Selection, plane: Plane | None = None, choice: Choice | None = None) -> None:
    """Draw the panel; what is missing, and how to make it, where there is nothing to compare.

    Args:
        plane: what the page's scatter shows; None takes the projection in the URL, or the first.
        choice: how its points are colored; None: by label.
    """
    st.html(SHEET)
    if len(run.epochs) < 2:
        words = "This run has one complete epoch: there is nothing to compare it with yet."
        put(element("p", words, css="note"))
        return
    table = run.similarity
    epochs = sorted(set(table["epoch"]) | set(table["other"]))
    if len(epochs) < 2:
        empty.no_similarity(run.name, str(run.manifest.get("checkpoints", "")))
        return
    with st.container(key="compared_body"):
        left, right = st.columns([10, 11], gap="medium")
    with left:
        pair = _map(run, selection, table, epochs)
    with right:
        put(element("h2", f"Epoch {pair[0]} beside epoch {pair[1]}"))
        plane = plane or _plane(run)
        if plane is not None:
            two_epochs.pictures(run, selection, pair, plane, choice or Choice(dark=dark()))
        two_epochs.buttons(selection, pair)
        if pair[0] == pair[1]:
            put(element("p", "Both are the same epoch: choose two different ones.", css="note"))
        else:
            two_epochs.changes(run, pair)
    if pair[0] != pair[1]:
        two_epochs.most_changed(run, pair)


def matrix(table: pd.DataFrame, epochs: Sequence[int], measure: str) -> np.ndarray:
    """A figure of pairs as a symmetric matrix, (e, e) float64, NaN where there is none.

    Args:
        table: `run.similarity`.
        epochs: (e,) ascending.
        measure: one of its columns.
    """
    places = {epoch: place for place, epoch in enumerate(epochs)}
    found = np.full((len(epochs), len(epochs)), np.nan)
    rows, columns = (table[name].map(places).to_numpy() for name in ("epoch", "other"))
    found[rows, columns] = found[columns, rows] = table[measure].to_numpy(float)
    return found


def clicked(event: Mapping, epochs: Sequence[int]) -> tuple[int, int] | None:
    """The two epochs of a click.

    Args:
        event: the chart's state as Streamlit holds it, straight from the browser and so untrusted.
        epochs: those of the figure.
    """
    points = event.get("selection", {}).get("points", []) if isinstance(event, Mapping) else []
    for point in points:
        number = point.get("point_index", point.get("point_number"))
        if point.get("curve_number", CLICKS) == CLICKS and isinstance(number, int) and 0 <= number < len(epochs) ** 2:
            row, column = divmod(number, len(epochs))
            return epochs[row], epochs[column]
    return None


def _map(run: Run, selection: Selection, table: pd.DataFrame, epochs: list[int]) -> tuple[int, int]:
    """Choices, heat map and how to read it; returns the pair that is compared."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="similarity_head"):
        measure = switch("Alike by", "alike", tuple(WORDS), default="cka", words=WORDS)
        pair = _pair(selection, epochs)
    values = matrix(table, epochs, measure)
    if np.isfinite(values).any():
        in_view = epochs.index(selection.epoch) if selection.epoch in epochs else None
        opened = (epochs.index(pair[0]), epochs.index(pair[1]))
        look.figure(
            epoch_similarity(values, epochs, name=NAMES[measure], opened=opened, in_view=in_view, dark=dark()),
            key=KEY,
            alt=f"{WORDS[measure]} of every pair of epochs; the same pairs can be chosen from the two lists above it",
            on_select=lambda: _take_over(epochs),
            selection_mode="points",
        )
    put(element("p", _reading(run, measure), css="reading"), *_missing(run, values, epochs))
    return pair


def _pair(selection: Selection, epochs: list[int]) -> tuple[int, int]:
    """The keyboard's way to a pair: two lists; the first epoch and the one in view while nothing was chosen."""
    second = selection.epoch if selection.epoch in epochs[1:] else epochs[-1]
    first, second = (
        picker(label, name, epochs, default=default, show=lambda epoch: f"epoch {epoch}")
        for label, name, default in (("Compare", PICKED[0], epochs[0]), ("with", PICKED[1], second))
    )
    return first, second


def _reading(run: Run, measure: str) -> str:
    facts = run.manifest.get("similarity") or {}
    k, n = int(facts.get("k", 0)), len(run.samples)
    words = READINGS[measure].format(k=k, chance=look.share(k / max(n - 1, 1)))
    size = int((facts.get("subset") or {}).get("size", n))
    if measure == "cka" and size < n:
        words += f" From a fixed {look.count(size)} of {look.counted(n, 'sample')}: expect errors up to 0.02."
    return f"{words} Click a cell to compare its epochs. Dotted: the epoch in view."


def _missing(run: Run, values: np.ndarray, epochs: list[int]) -> list[str]:
    """What the map does not show, in words."""
    notes = []
    constant = [str(epoch) for place, epoch in enumerate(epochs) if not np.isfinite(values[place, place])]
    if constant:
        notes.append(
            f"No figure for epoch {', '.join(constant)}: its embedding is the same for every sample, or there are no "
            "neighbours."
        )
    later = [str(epoch) for epoch in run.epochs if epoch not in epochs]
    if later:
        notes.append(f"Epoch {', '.join(later)} not compared yet: run the analysis again to add it.")
    bad = sorted(int(epoch) for epoch in run.manifest.get("bad_epochs") or {})
    if bad:
        notes.append(f"Left out, not finite: epoch {', '.join(map(str, bad))}.")
    return [element("p", " ".join(notes), css="note")] if notes else []


def _plane(run: Run) -> Plane | None:
    if not run.projections:
        return None
    names = list(run.projections)
    default = "pca_joint" if "pca_joint" in names else names[0]
    return Plane(parameter("projection", default, names))


def _take_over(epochs: Sequence[int]) -> None:
    pair = clicked(st.session_state.get(KEY) or {}, epochs)
    if pair is not None:
        choose(**dict(zip(PICKED, pair, strict=True)))
