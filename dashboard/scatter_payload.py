"""The bytes of a projection for the animated scatter, packed once per run and projection."""

from __future__ import annotations

import numpy as np
import streamlit as st

from analysis.store.reader import Run
from dashboard.palette import class_colors
from dashboard.plane import Plane, epochs_of, positions
from dashboard.scatter import Fit, Points, fit, quantize
from dashboard.store_cache import key_of

NO_CLASS = "label unknown to the model"
NO_CLASS_COLOR = "#7d8790"  # 3.6:1 on light, 4.9:1 on dark


def payload(run: Run, plane: Plane, name: str) -> bytes:
    """Positions of the drawn samples at every epoch on a plane, as the scatter's data mount wants them.

    Args:
        plane: a projection of the run, and which of its components.
        name: under which the view asks for these positions.
    """
    return _packed(run, key_of(run), plane, name)


def ids(run: Run) -> list[str]:
    """(n,) ids of the run's samples."""
    return _ids(run, key_of(run))


def drawn(run: Run) -> Fit:
    """Which samples are in the payload, in its order, and in words why not all are, where that is so."""
    return _drawn(run, key_of(run))


def drawn_ids(run: Run) -> list[str]:
    """(m,) ids of the payload's samples, in its order."""
    return _drawn_ids(run, key_of(run))


def colors(run: Run) -> list[str]:
    """One color per class of the payload, in its order."""
    extra = [NO_CLASS_COLOR] if (run.labels < 0).any() else []
    return [*class_colors(run).values(), *extra]


@st.cache_resource(max_entries=4, show_spinner=False)
def _ids(_run: Run, key: str) -> list[str]:
    return [str(sample) for sample in _run.samples["sample"]]


@st.cache_resource(max_entries=4, show_spinner=False)
def _drawn(_run: Run, key: str) -> Fit:
    return fit(_labels(_run), max((len(entry["epochs"]) for entry in _run.projections.values()), default=1))


@st.cache_resource(max_entries=4, show_spinner=False)
def _drawn_ids(_run: Run, key: str) -> list[str]:
    everybody = ids(_run)
    return [everybody[row] for row in drawn(_run).rows]


def _labels(run: Run) -> np.ndarray:
    """(n,) index into the payload's classes."""
    return np.where(run.labels < 0, len(run.classes), run.labels)


@st.cache_resource(max_entries=8, show_spinner="Packing the positions …")
def _packed(_run: Run, key: str, plane: Plane, name: str) -> bytes:
    unknown = _run.labels < 0
    points = Points(
        samples=ids(_run),
        labels=_labels(_run),
        classes=[*_run.classes, NO_CLASS] if unknown.any() else _run.classes,
        epochs=epochs_of(_run, plane.projection),
    )
    return quantize(positions(_run, plane), points, run=name, rows=drawn(_run).rows)
