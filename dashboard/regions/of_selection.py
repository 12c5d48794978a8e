"""A region of what is selected in the scatter: the outline that was drawn, and exceptions to it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import streamlit as st

from analysis.contract import StoreError
from analysis.store.reader import Run
from dashboard.plane import Plane, epochs_of
from dashboard.regions import corners as packing
from dashboard.regions.definition import Lasso, tag_of
from dashboard.regions.members import drawn_places, members
from dashboard.regions.polygon import inside, significance
from dashboard.scatter.outline import Outline
from dashboard.scatter_payload import drawn
from dashboard.store_cache import key_of

TOLERANCES = (0.004, 0.002, 0.001, 0.0005, 0.0)  # of the outline's diagonal: how far it may be smoothed
MOST_BUT = 150  # exceptions to an outline: 800 characters
DEARER = 8  # corners that an exception counts for: the outline should say as much as it can


def of_outline(run: Run, name: str, rows: np.ndarray, plane: Plane, outline: Outline) -> Lasso | None:
    """The region that holds exactly some samples, from the outline that they were picked with.

    Args:
        name: the run's name in the shared selection.
        rows: (m,) row numbers, rising.
        plane: what the scatter shows.
        outline: drawn last.

    Returns:
        None where the outline is another plane's, or has too little to do with the samples.
    """
    if outline.run != f"{name}/{plane.name}" or outline.epoch not in epochs_of(run, plane.projection):
        return None
    content = rows.astype(np.int64).tobytes()
    found = _simplest(run, (key_of(run), plane, outline.epoch, outline.corners.tobytes(), content))
    if found is None:
        return None
    places = tuple((float(x), float(y)) for x, y in found[0])
    return Lasso(outline.epoch, plane, places, tag_of(run, name), but=tuple(found[1].tolist()))


def adjusted(run: Run, name: str, before: Lasso, rows: np.ndarray) -> Lasso | None:
    """The same outline with other exceptions, after samples were added or taken away one by one.

    Args:
        name: the run's name in the shared selection.
        before: what was selected.
        rows: (m,) row numbers of what is selected now.

    Returns:
        None where that takes too many exceptions, or the run lacks what the outline was drawn on.
    """
    shown, different = np.zeros(len(run.samples), bool), np.zeros(len(run.samples), bool)
    try:
        different[members(run, name, before)] = True
    except StoreError:
        return None
    different[list(before.but)] ^= True  # the outline alone
    different[rows] ^= True
    shown[drawn(run).rows] = True
    but = np.flatnonzero(different & shown)
    return replace(before, but=tuple(but.tolist())) if len(but) <= min(MOST_BUT, len(rows) - 1) else None


@st.cache_resource(max_entries=8, show_spinner=False)
def _simplest(_run: Run, asked: tuple[str, Plane, int, bytes, bytes]) -> tuple[np.ndarray, np.ndarray] | None:
    """Kept, because every click on the page asks for it again: 0.1 to 0.3 s among 33,126 samples."""
    _, plane, epoch, corners, rows = asked
    wanted = np.zeros(len(_run.samples), bool)
    wanted[np.frombuffer(rows, np.int64)] = True
    places = drawn_places(_run, plane, epoch)
    return simplest(np.frombuffer(corners, np.float64).reshape(-1, 2), places, wanted, drawn(_run).rows)


def simplest(
    corners: np.ndarray, places: np.ndarray, wanted: np.ndarray, among: np.ndarray
) -> tuple[np.ndarray, np.ndarray] | None:
    """A short way to say some samples by an outline and exceptions to it.

    Args:
        corners: (p, 2) float64, as drawn.
        places: (n, 2) float64 of all samples.
        wanted: (n,) bool, who must be held.
        among: the rows that were drawn; what the outline holds besides them makes no exception.

    Returns:
        (q, 2) float64 corners as they come back from an address, and the exceptions, (x,) int64 row numbers, rising,
        fewer than the samples themselves; None where that takes too many.
    """
    weights, diagonal = significance(corners), float(np.hypot(*np.ptp(corners, axis=0)))
    order, shown = np.argsort(-weights, kind="stable"), np.zeros(len(places), bool)
    shown[among] = True
    counts = [int((weights >= tolerance * diagonal).sum()) for tolerance in TOLERANCES]
    best: tuple[np.ndarray, np.ndarray] | None = None
    least = float("inf")
    for count in dict.fromkeys(min(max(3, count), packing.MOST) for count in counts):
        fewer = packing.unpack(packing.pack(corners[np.sort(order[:count])]))
        if fewer is None:
            continue
        but = np.flatnonzero((inside(places, fewer) != wanted) & shown)
        if len(but) <= min(MOST_BUT, int(wanted.sum()) - 1) and count + DEARER * len(but) < least:
            best, least = (fewer, but), count + DEARER * len(but)
    return best
