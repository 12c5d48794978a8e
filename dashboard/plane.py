"""The plane in view: a projection and two of its components, and where every sample lies on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import streamlit as st

from analysis.store.reader import Run
from dashboard.store_cache import key_of

AXES = ((0, 1), (0, 2), (1, 2))  # what may be looked at of three components
LETTERS = "xyz"


@dataclass(frozen=True)
class Plane:
    """What the scatter shows.

    Attributes:
        projection: one of the run's projections.
        axes: components drawn to the right and upwards.
    """

    projection: str
    axes: tuple[int, int] = AXES[0]

    @property
    def name(self) -> str:
        """As it stands in names of what is made from it: projection, and the components where they are not 1 and 2."""
        return self.projection + ("" if self.axes == AXES[0] else "/" + "".join(str(axis + 1) for axis in self.axes))


def components_of(run: Run, projection: str) -> int:
    """How many components the store has of a projection."""
    settings = run.projections[projection].get("settings") or {}
    found = settings.get("components", 2)
    return found if found in (2, 3) else 2


def epochs_of(run: Run, projection: str) -> list[int]:
    """The epochs of axis e of `positions`, ascending."""
    return [int(epoch) for epoch in run.projections[projection]["epochs"]]


def positions(run: Run, plane: Plane) -> np.ndarray:
    """(e, n, 2) float32, read only; NaN where a sample has no place at an epoch."""
    return _positions(run, key_of(run), plane)


def guides(run: Run, plane: Plane) -> list[dict[str, Any]]:
    """The lines that the projection wants drawn, on the axes in view."""
    found = []
    for guide in (run.projections[plane.projection].get("settings") or {}).get("guides") or []:
        axis = LETTERS.find(str(guide.get("axis")))
        if axis in plane.axes:
            found.append({**guide, "axis": LETTERS[plane.axes.index(axis)]})
    return found


def nearest_on_plane(run: Run, plane: Plane, epoch: int, row: int, k: int) -> np.ndarray:
    """Row numbers (int64) of the k samples nearest on the plane, nearest first, ties by row number; fewer where there
    are no more, none where the projection lacks the epoch or the sample's place."""
    epochs = epochs_of(run, plane.projection)
    if epoch not in epochs:
        return np.empty(0, np.int64)
    places = positions(run, plane)[epochs.index(epoch)].astype(np.float64)
    distances = ((places - places[row]) ** 2).sum(axis=1)
    distances[row] = np.nan
    order = np.argsort(distances, kind="stable")  # NaN last
    return order[: min(k, int(np.isfinite(distances).sum()))]


@st.cache_resource(max_entries=4, show_spinner=False)
def _positions(_run: Run, key: str, plane: Plane) -> np.ndarray:
    found = np.ascontiguousarray(_run.projection(plane.projection)[:, :, list(plane.axes)])
    found.setflags(write=False)
    return found
