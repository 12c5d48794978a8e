"""Right or wrong at each epoch."""

from __future__ import annotations

import numpy as np

from analysis.store.reader import Run
from dashboard.color_by.contract import Asked, Categories
from dashboard.judged_sample import courses

TITLE = "Right or wrong"
RIGHT, WRONG = "#1e78c3", "#e15a00"  # blue and orange, as on the Evaluation page; 3:1 on both backgrounds


def possible(run: Run, projection: str) -> bool:
    """Always."""
    return True


def color(asked: Asked) -> Categories:
    """Whether the class with the best score is the label; not known where the model has no such class."""
    right = courses(asked.run).predicted[asked.places] == asked.run.labels
    codes = np.where(asked.run.labels < 0, -1, np.where(right, 0, 1))
    return Categories(codes, ["right", "wrong"], [RIGHT, WRONG], "Whether the best score is that of the label.")
