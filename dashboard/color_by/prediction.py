"""What the model said at each epoch, in the colors of the classes."""

from __future__ import annotations

from analysis.store.reader import Run
from dashboard.color_by.contract import Asked, Categories
from dashboard.judged_sample import courses
from dashboard.palette import class_colors

TITLE = "Prediction"


def possible(run: Run, projection: str) -> bool:
    """Always."""
    return True


def color(asked: Asked) -> Categories:
    """The class with the best score, epoch by epoch."""
    colors = class_colors(asked.run)
    predicted = courses(asked.run).predicted[asked.places]
    return Categories(predicted, list(colors), list(colors.values()), "The class with the best score at each epoch.")
