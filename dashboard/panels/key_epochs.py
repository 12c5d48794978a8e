"""Small multiples: the epochs between which most changed, side by side, each a button that shows its epoch."""

from __future__ import annotations

import numpy as np
import streamlit as st

from analysis.movement import key_epochs as chosen_places
from analysis.store.reader import Run
from dashboard.figures.point_raster import paint, square_of
from dashboard.gallery import Caption, Tile, picture_grid
from dashboard.look import share
from dashboard.markup import element, show
from dashboard.motion import steps_on_plane
from dashboard.panels.control import switch
from dashboard.plane import Plane, epochs_of, positions
from dashboard.point_colors import point_colors
from dashboard.scatter_colors import Choice
from dashboard.selection import Selection, choose
from dashboard.store_cache import key_of

CELLS = {4: 236, 6: 300, 8: 236}  # pictures -> CSS pixels: full rows of four or three on a wide window
SIZE = 2 * max(CELLS.values())  # pixels painted

READING = (
    "The first and the last epoch, and between them those that cut the way of all samples on this plane into pieces of "
    "about equal length: where much changed they stand close. One square range and one set of colours for all."
)


def key_epochs(run: Run, selection: Selection, plane: Plane, choice: Choice) -> None:
    """Draw them.

    Args:
        plane: what the scatter shows.
        choice: how its points are colored; outlines are left out.
    """
    epochs = epochs_of(run, plane.projection)
    if len(epochs) < 2:
        show(element("p", "This projection has one epoch: there is nothing to put beside it.", css="note"))
        return
    count = switch("Pictures", "pictures", tuple(CELLS), default=6, words={count: str(count) for count in CELLS})
    steps = steps_on_plane(run, plane)
    places = chosen_places(steps, count)
    if not steps.sum():
        show(element("p", "No sample moved between any two epochs.", css="note"))
    pictures = _painted(run, key_of(run), plane, choice, tuple(places))
    tiles = [
        _tile(epochs, steps, (before, place), selection) for before, place in zip([None, *places], places, strict=False)
    ]
    label = "Key epochs: every sample on the plane"
    picked = picture_grid(pictures, tiles, key="key_epochs", label=label, cell=CELLS[count], lossless=True, on_pick=_go)
    if picked is not None:
        _go(picked)
        st.rerun()
    show(element("p", READING, css="reading"))


def _tile(epochs: list[int], steps: np.ndarray, places: tuple[int | None, int], selection: Selection) -> Tile:
    before, place = places
    detail = "the start" if before is None else "nothing moved"
    if before is not None and steps.sum():
        detail = f"{share(float(steps[before:place].sum() / steps.sum()))} of all motion since epoch {epochs[before]}"
    mark = "in view" if epochs[place] == selection.epoch else ""
    return Tile(str(epochs[place]), Caption(f"epoch {epochs[place]}", detail), mark=mark)


@st.cache_resource(max_entries=12, show_spinner=False)
def _painted(_run: Run, key: str, plane: Plane, choice: Choice, places: tuple[int, ...]) -> np.ndarray:
    """(len(places), SIZE, SIZE, 3) uint8."""
    every, found = positions(_run, plane), point_colors(_run, plane.projection, choice)
    square, pictures = square_of(every), []
    for place in places:
        order, colors = found.at(place)
        pictures.append(paint(every[place][order], colors, square=square, size=SIZE, dark=choice.dark))
    return np.stack(pictures)


def _go(epoch: str) -> None:
    choose(epoch=int(epoch))
