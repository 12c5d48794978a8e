"""How many of the samples nearest in the embedding are not near on the plane."""

from __future__ import annotations

import numpy as np

from analysis.store.reader import Run
from dashboard.color_by.contract import Asked, Values

TITLE = "Distortion: missing neighbours"


def possible(run: Run, projection: str) -> bool:
    """Where the analysis measured it."""
    return bool(run.projections[projection].get("epochs"))


def color(asked: Asked) -> Values:
    """The share of missing neighbors, 0 to 1."""
    shares = np.stack([asked.run.distortion(asked.projection, epoch)[1] for epoch in asked.epochs])
    words = "Share of the samples nearest in the embedding that are not among the nearest on the plane."
    return Values(shares, 0.0, 1.0, words=words)
