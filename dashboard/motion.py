"""How far every sample of a run moved between two epochs, in the embedding and on the plane; computed once and kept."""

from __future__ import annotations

import numpy as np
import streamlit as st

from analysis.movement import displacement, mean_steps, relative_displacement
from analysis.store.reader import Run
from dashboard.plane import Plane, epochs_of, positions
from dashboard.store_cache import key_of

NEIGHBORS = 15  # nearest in the embedding at the first of the two epochs; their mean way is what is subtracted


def in_embedding(run: Run, before: int, after: int, *, relative: bool = False) -> np.ndarray:
    """(n,) float64 displacement between two complete epochs, Euclidean, embedding units.

    Args:
        relative: minus the mean way of its nearest neighbors; NaN where the store has no neighbors.
    """
    return _in_embedding(run, key_of(run), (before, after), relative)


def on_plane(run: Run, plane: Plane, before: int, after: int, *, relative: bool = False) -> np.ndarray:
    """The same on a plane, in its units; NaN everywhere where the projection lacks one of the epochs."""
    epochs = epochs_of(run, plane.projection)
    if before not in epochs or after not in epochs:
        return np.full(len(run.samples), np.nan)
    places = positions(run, plane)
    return _moved(run, (places[epochs.index(before)], places[epochs.index(after)]), before, relative)


def steps_on_plane(run: Run, plane: Plane) -> np.ndarray:
    """(e − 1,) float64 mean displacement on the plane from each of the projection's epochs to the next."""
    return _steps(run, key_of(run), plane)


def _moved(run: Run, places: tuple[np.ndarray, np.ndarray], before: int, relative: bool) -> np.ndarray:
    if not relative:
        return displacement(*places)
    if not int(run.manifest.get("neighbors", {}).get("k", 0)):
        return np.full(len(run.samples), np.nan)
    return relative_displacement(*places, run.neighbors(before)[:, :NEIGHBORS])


@st.cache_resource(max_entries=16, show_spinner="Measuring how far every sample moved …")
def _in_embedding(_run: Run, key: str, epochs: tuple[int, int], relative: bool) -> np.ndarray:
    before, after = epochs
    found = _moved(_run, (_run.embeddings(before), _run.embeddings(after)), before, relative)
    found.setflags(write=False)
    return found


@st.cache_resource(max_entries=8, show_spinner=False)
def _steps(_run: Run, key: str, plane: Plane) -> np.ndarray:
    return mean_steps(list(positions(_run, plane)))
