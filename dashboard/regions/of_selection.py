"""A region of what is selected in the scatter: the outline where that says it all, else the samples themselves."""

from __future__ import annotations

import numpy as np

from analysis.store.reader import Run
from dashboard.plane import Plane, epochs_of
from dashboard.regions import corners as packing
from dashboard.regions.definition import Lasso, Listed, tag_of
from dashboard.regions.members import drawn_places
from dashboard.regions.polygon import inside, significance
from dashboard.scatter.outline import Outline
from dashboard.scatter_payload import drawn
from dashboard.selection import Selection

TOLERANCES = (0.004, 0.002, 0.001, 0.0005, 0.0001, 0.0)  # of the outline's diagonal: how far it may be smoothed


def of_selection(
    run: Run, selection: Selection, plane: Plane, rows: np.ndarray, outline: Outline | None
) -> Lasso | Listed:
    """Define a region that holds exactly some samples.

    Args:
        selection: what is in view.
        plane: what the scatter shows.
        rows: (m,) row numbers of the selected samples.
        outline: drawn last, None for none.
    """
    tag, rows = tag_of(run, selection.run), np.sort(rows)
    here = outline is not None and outline.run == f"{selection.run}/{plane.name}"
    if outline is not None and here and outline.epoch in epochs_of(run, plane.projection):
        places = drawn_places(run, plane, outline.epoch)
        found = enough_corners(outline.corners, places, rows, drawn(run).rows)
        if found is not None and outline.epoch in run.epochs:
            return Lasso(outline.epoch, plane, tuple((float(x), float(y)) for x, y in found), tag)
    return Listed(selection.epoch, tuple(rows.tolist()), tag)


def enough_corners(corners: np.ndarray, places: np.ndarray, rows: np.ndarray, among: np.ndarray) -> np.ndarray | None:
    """As few corners of an outline as keep its form and hold exactly some samples.

    Args:
        corners: (p, 2) float64, as drawn.
        places: (n, 2) float64 of all samples.
        rows: (m,) those that it must hold, rising.
        among: the rows that were drawn; others do not count.

    Returns:
        (q, 2) float64 as they come back from an address; None where no form of the outline holds them exactly.
    """
    weights, diagonal = significance(corners), float(np.hypot(*np.ptp(corners, axis=0)))
    order, shown = np.argsort(-weights, kind="stable"), np.zeros(len(places), bool)
    shown[among] = True
    counts = [max(3, int((weights >= tolerance * diagonal).sum())) for tolerance in TOLERANCES]
    counts = [min(count, packing.MOST) for count in counts]
    for count in dict.fromkeys(counts):
        fewer = packing.unpack(packing.pack(corners[np.sort(order[:count])]))
        if fewer is not None and np.array_equal(np.flatnonzero(inside(places, fewer) & shown), rows):
            return fewer
    return None
