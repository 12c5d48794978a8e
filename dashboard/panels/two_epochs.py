"""Two epochs beside each other: the same plane twice, and what changed from one to the other."""

from __future__ import annotations

import numpy as np
import streamlit as st

from analysis.store.reader import Run
from dashboard import look
from dashboard.epoch_change import Change, change
from dashboard.figures.kept_neighbors import kept_neighbors
from dashboard.figures.point_raster import paint, square_of
from dashboard.gallery import Caption, Tile, picture_grid
from dashboard.markup import element, show
from dashboard.panels.samples import samples
from dashboard.plane import Plane, epochs_of, positions
from dashboard.point_colors import point_colors
from dashboard.scatter_colors import Choice
from dashboard.selection import Selection, choose
from dashboard.store_cache import key_of
from dashboard.theme_in_use import dark

CELL = 236  # CSS pixels
SIZE = 2 * CELL  # pixels painted
MOST = 10  # samples shown


def pictures(run: Run, selection: Selection, pair: tuple[int, int], plane: Plane, choice: Choice) -> None:
    """Every sample on the plane at both epochs, one square range and one set of colors; a picture shows its epoch."""
    lacking = [epoch for epoch in pair if epoch not in epochs_of(run, plane.projection)]
    if lacking:
        title = str(run.projections[plane.projection].get("title", plane.projection))
        words = f"{title} lacks epoch {lacking[0]}: run the analysis again to add it."
        show(element("p", words, css="note"))
        return
    tiles = [
        Tile(str(epoch), Caption(f"epoch {epoch}"), mark="in view" if epoch == selection.epoch else "")
        for epoch in dict.fromkeys(pair)
    ]
    painted = _painted(run, key_of(run), plane, choice, tuple(dict.fromkeys(pair)))
    label = "The two epochs on the plane in view; a click shows the epoch above"
    picked = picture_grid(painted, tiles, key="two_epochs", label=label, cell=CELL, lossless=True, on_pick=_go)
    if picked is not None:
        _go(picked)
        st.rerun()


def buttons(selection: Selection, pair: tuple[int, int]) -> None:
    """Set the page's epoch to either."""
    with st.container(horizontal=True, key="two_epochs_buttons"):
        for epoch in dict.fromkeys(pair):
            seen = epoch == selection.epoch
            words = f"Epoch {epoch} is in view" if seen else f"Show epoch {epoch}"
            st.button(words, key=f"go_{epoch}", disabled=seen, on_click=_go, args=(epoch,))


def changes(run: Run, pair: tuple[int, int]) -> None:
    """Predictions, neighbors kept, and the samples whose neighborhood changed most."""
    found = change(run, *pair)
    show(element("p", prediction_words(found, pair)))
    if not found.k:
        show(element("p", "This run has no nearest neighbours to compare.", css="note"))
        return
    show(element("p", neighbor_words(found)))
    drawing = kept_neighbors(found.kept, found.k, dark=dark())
    look.figure(drawing, key="kept_neighbors", alt=f"Histogram of neighbours kept. {neighbor_words(found)}")


def most_changed(run: Run, pair: tuple[int, int]) -> None:
    """The samples that kept fewest of their neighbors."""
    found = change(run, *pair)
    if not found.k or not (found.kept < found.k).any():
        return
    rows = found.most_changed(MOST)
    rows = rows[found.kept[rows] < found.k]
    words = f"Surroundings changed most from epoch {pair[0]} to {pair[1]}"
    show(element("h3", words))
    details = [f"{found.kept[row]} kept, {found.same_before[row]} → {found.same_after[row]}" for row in rows]
    samples(run, rows, details=details, key="most_changed", label=words, cell=92)
    show(element("p", READING.format(k=found.k), css="reading"))


READING = (
    "Fewest of their {k} neighbours kept; then how many of the {k} have the sample's own label, before → after. "
    "A sample whose neighbours all changed need not have moved: the others may have."
)


def prediction_words(found: Change, pair: tuple[int, int]) -> str:
    """How many predictions changed, and to what end."""
    moved, total = int(found.moved.sum()), len(found.moved)
    if not moved:
        return f"No prediction of {look.counted(total, 'sample')} changed from epoch {pair[0]} to {pair[1]}."
    rest = moved - found.became_right - found.became_wrong
    parts = [(found.became_right, "became right"), (found.became_wrong, "became wrong"), (rest, "stayed wrong")]
    ends = ", ".join(f"{look.count(count)} {words}" for count, words in parts if count)
    return (
        f"From epoch {pair[0]} to {pair[1]} the prediction of {look.count(moved)} of {look.counted(total, 'sample')} "
        f"({look.share(moved / total)}) changed: {ends}."
    )


def neighbor_words(found: Change) -> str:
    """How many neighbors are kept, beside chance."""
    mean, chance = float(found.kept.mean()), found.k / max(len(found.kept) - 1, 1)
    none = int(np.count_nonzero(found.kept == 0))
    return (
        f"A sample keeps {look.number(mean)} of its {found.k} nearest neighbours on average "
        f"({look.share(mean / found.k)}; by chance {look.share(chance)}); {look.counted(none, 'sample')} "
        f"keep{'s' if none == 1 else ''} none."
    )


@st.cache_resource(max_entries=24, show_spinner=False)
def _painted(_run: Run, key: str, plane: Plane, choice: Choice, epochs: tuple[int, ...]) -> np.ndarray:
    """(len(epochs), SIZE, SIZE, 3) uint8."""
    every, found = positions(_run, plane), point_colors(_run, plane.projection, choice)
    square, painted = square_of(every), []
    for epoch in epochs:
        place = epochs_of(_run, plane.projection).index(epoch)
        order, colors = found.at(place)
        painted.append(paint(every[place][order], colors, square=square, size=SIZE, dark=choice.dark))
    return np.stack(painted)


def _go(epoch: str | int) -> None:
    choose(epoch=int(epoch))
