"""The bytes of a projection for the animated scatter, packed once per run and projection."""

from __future__ import annotations

import numpy as np
import streamlit as st

from analysis.store.reader import Run
from dashboard.palette import class_colors
from dashboard.scatter import Points, quantize
from dashboard.store_cache import key_of

NO_CLASS = "label unknown to the model"
NO_CLASS_COLOR = "#7d8790"  # 3.6:1 on light, 4.9:1 on dark


def payload(run: Run, projection: str, name: str) -> bytes:
    """Positions of every sample at every epoch of a projection, as the scatter's data mount wants them.

    Args:
        projection: one of the run's projections.
        name: under which the view asks for these positions.
    """
    return _packed(run, key_of(run), projection, name)


def colors(run: Run) -> list[str]:
    """One color per class of the payload, in its order."""
    extra = [NO_CLASS_COLOR] if (run.labels < 0).any() else []
    return [*class_colors(run).values(), *extra]


@st.cache_resource(max_entries=8, show_spinner="Packing the positions …")
def _packed(_run: Run, key: str, projection: str, name: str) -> bytes:
    unknown = _run.labels < 0
    points = Points(
        samples=list(_run.samples["sample"]),
        labels=np.where(unknown, len(_run.classes), _run.labels),
        classes=[*_run.classes, NO_CLASS] if unknown.any() else _run.classes,
        epochs=_run.projections[projection]["epochs"],
    )
    return quantize(_run.projection(projection), points, run=name)
