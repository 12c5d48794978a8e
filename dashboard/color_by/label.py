"""The label that the dataset gives; the colors are those of every page."""

from __future__ import annotations

from analysis.store.reader import Run
from dashboard.color_by.contract import Asked, Categories
from dashboard.palette import class_colors

TITLE = "Label"


def possible(run: Run, projection: str) -> bool:
    """Always."""
    return True


def color(asked: Asked) -> Categories:
    """The class of every sample, the same at every epoch."""
    colors = class_colors(asked.run)
    return Categories(asked.run.labels[None], list(colors), list(colors.values()))
