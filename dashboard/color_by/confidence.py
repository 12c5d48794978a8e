"""The best score at each epoch, right or wrong."""

from __future__ import annotations

from analysis.store.reader import Run
from dashboard.color_by.contract import Asked, Values
from dashboard.judged_sample import courses

TITLE = "Confidence"


def possible(run: Run, projection: str) -> bool:
    """Always."""
    return True


def color(asked: Asked) -> Values:
    """The score of the predicted class; it cannot lie below 1 / c."""
    lowest = 1 / max(len(asked.run.classes), 1)
    low = lowest if lowest < 1 else 0.0
    words = "The score of the predicted class, right or wrong; it starts at 1 / classes."
    return Values(courses(asked.run).best[asked.places], low, 1.0, words=words)
