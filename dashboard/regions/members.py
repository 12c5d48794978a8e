"""Which samples of a run a region holds."""

from __future__ import annotations

import numpy as np
import streamlit as st

from analysis.contract import StoreError
from analysis.store.reader import Run
from dashboard.plane import Plane, components_of, epochs_of, positions
from dashboard.regions.address_form import to_text
from dashboard.regions.definition import Around, Lasso, Region, tag_of
from dashboard.regions.polygon import inside
from dashboard.scatter.payload import as_drawn
from dashboard.store_cache import key_of

BLOCK = 4096  # rows measured at a time


def members(run: Run, name: str, region: Region) -> np.ndarray:
    """Row numbers of a region's samples, (m,) int64, rising; perhaps none.

    Args:
        name: the run's name in the shared selection.

    Raises:
        StoreError: the region is another run's, or what it needs is not in this one.
    """
    if region.tag != tag_of(run, name):
        raise StoreError("It was made in another run, or before this one had all its samples. Make it anew here.")
    if region.epoch not in run.epochs:
        raise StoreError(f"It was made at epoch {region.epoch}, which {run.name} does not have.")
    return _members(run, key_of(run), to_text(region), region)


def inside_at(run: Run, region: Lasso, epoch: int) -> np.ndarray:
    """(n,) bool: who lies inside the outline itself at an epoch that the projection has."""
    return inside(drawn_places(run, region.plane, epoch), np.array(region.corners))


def drawn_places(run: Run, plane: Plane, epoch: int) -> np.ndarray:
    """(n, 2) float64 places at one epoch as the scatter draws them; NaN where there is none."""
    return _drawn_places(run, key_of(run), plane, epoch)


def distances_from(run: Run, epoch: int, row: int) -> np.ndarray:
    """(n,) float64 distance of every sample to one in the embedding, Euclidean, embedding units."""
    return _distances(run, key_of(run), epoch, row)


def radius_for(run: Run, epoch: int, row: int, count: int) -> float:
    """The smallest radius, rounded up to six digits, that holds a sample and `count` others, or all where there are
    fewer."""
    distances = np.sort(distances_from(run, epoch, row))
    exact = float(distances[min(count, len(distances) - 1)])
    rounded = float(f"{exact:.5e}")
    return rounded if rounded >= exact else float(f"{exact * (1 + 1e-5):.5e}")


@st.cache_resource(max_entries=16, show_spinner="Looking who is in the region …")
def _members(_run: Run, key: str, text: str, _region: Region) -> np.ndarray:
    if isinstance(_region, Lasso):
        _check_plane(_run, _region)
        held = inside_at(_run, _region, _region.epoch)
        held[list(_region.but)] ^= True
        rows = np.flatnonzero(held)
    elif isinstance(_region, Around):
        row = _run.row(_region.sample)
        if row is None:
            raise StoreError(f"It lies around sample {_region.sample}, which {_run.name} does not have.")
        rows = np.flatnonzero(distances_from(_run, _region.epoch, row) <= _region.radius)
    else:
        rows = np.array(_region.rows, np.int64)
    rows.setflags(write=False)
    return rows


def _check_plane(run: Run, region: Lasso) -> None:
    projection = region.plane.projection
    if projection not in run.projections:
        known = ", ".join(run.projections) or "none"
        raise StoreError(f"It was drawn on projection {projection}. {run.name} has: {known}.")
    if region.epoch not in epochs_of(run, projection) or max(region.plane.axes) >= components_of(run, projection):
        raise StoreError(f"It was drawn on a part of projection {projection} that {run.name} does not have.")


@st.cache_resource(max_entries=24, show_spinner=False)
def _drawn_places(_run: Run, key: str, plane: Plane, epoch: int) -> np.ndarray:
    found = as_drawn(positions(_run, plane), epochs_of(_run, plane.projection).index(epoch))
    found.setflags(write=False)
    return found


@st.cache_resource(max_entries=16, show_spinner="Measuring distances …")
def _distances(_run: Run, key: str, epoch: int, row: int) -> np.ndarray:
    embeddings = _run.embeddings(epoch)
    origin, found = embeddings[row].astype(np.float64), np.empty(len(embeddings))
    for start in range(0, len(embeddings), BLOCK):
        apart = embeddings[start : start + BLOCK] - origin
        found[start : start + BLOCK] = np.sqrt((apart * apart).sum(axis=1))
    found.setflags(write=False)
    return found
