"""The animated scatter on its page: what it is told of the reader's choices, and what it tells back."""

from __future__ import annotations

import numpy as np

from analysis.store.reader import Run
from dashboard.markup import element
from dashboard.markup import show as put
from dashboard.neighborhood import nearest
from dashboard.panels.scatter_controls import Drawn
from dashboard.plane import Plane, guides, nearest_on_plane
from dashboard.scatter import ScatterState, animated_scatter, animated_scatter_style
from dashboard.scatter.outline import last_outline
from dashboard.scatter.overlays import Link
from dashboard.scatter_colors import style_of
from dashboard.scatter_payload import colors, drawn_ids, ids
from dashboard.scatter_payload import drawn as fitted
from dashboard.selected_set import select, selected_set
from dashboard.selection import Selection, choose

HEIGHT = 580  # pixels; with header, title and choices it ends above the fold of a 900 pixel window
NEAREST = 10  # neighbors marked, joined and shown


def scatter_view(
    run: Run, selection: Selection, plane: Plane, drawn: Drawn, *, trails: tuple[int, int] | None = None
) -> None:
    """Draw it.

    Args:
        plane: what the data mount has sent.
        drawn: what the reader wants drawn.
        trails: the two epochs between which trails are drawn; None for all.
    """
    style = style_of(run, plane.projection, drawn.choice)
    if style is not None:
        animated_scatter_style(style.payload, key="scatter_style")
    chosen = selected_set(run, selection)
    row = run.row(chosen[0]) if len(chosen) == 1 else None
    near = np.empty(0, np.int64) if row is None else neighbors_of(run, selection.epoch, row)
    all_ids = ids(run)
    animated_scatter(
        key="scatter",
        run=f"{selection.run}/{plane.name}",
        colors=colors(run),
        epoch=selection.epoch,
        selected=chosen,
        samples=drawn_ids(run),
        marks=tuple(all_ids[place] for place in near),
        style=None if style is None else style.name,
        links=links(run, selection, plane, row) if drawn.lines and row is not None else (),
        guides=guides(run, plane),
        arrows=drawn.arrows or False,  # type: ignore[arg-type]
        trails=trails,
        height=HEIGHT,
        on_change=lambda shown: take_over(run, selection.run, plane, chosen, shown),
    )
    for words in (fitted(run).words, "" if style is None else style.words):
        if words:
            put(element("p", words, css="reads"))


def neighbors_of(run: Run, epoch: int, row: int) -> np.ndarray:
    """Row numbers of the nearest in the embedding; none where the run has no neighbors."""
    if not int(run.manifest.get("neighbors", {}).get("k", 0)):
        return np.empty(0, np.int64)
    return nearest(run, epoch, row, NEAREST).rows


def links(run: Run, selection: Selection, plane: Plane, row: int) -> list[Link]:
    """Lines from a sample to its nearest in the embedding, and to those that are nearest on the plane only."""
    all_ids = ids(run)
    true = neighbors_of(run, selection.epoch, row)
    close = nearest_on_plane(run, plane, selection.epoch, row, NEAREST)
    only = close[~np.isin(close, true)]
    here = all_ids[row]
    return [(here, all_ids[place], "true") for place in true] + [(here, all_ids[place], "screen") for place in only]


def take_over(run: Run, name: str, plane: Plane, before: tuple[str, ...], shown: ScatterState) -> None:
    """Keep what the reader did in the scatter, as far as the run has it.

    Args:
        name: the run's name in the shared selection.
        plane: what the scatter shows.
        before: the ids that were selected.
        shown: what the scatter shows now.
    """
    if shown.epoch in run.epochs:
        choose(epoch=shown.epoch)
    if shown.selected != before:
        outline = last_outline("scatter")
        select(run, name, shown.selected, drawn=None if outline is None else (plane, outline))
