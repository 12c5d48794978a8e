"""The score of one class at each epoch."""

from __future__ import annotations

import numpy as np

from analysis.store.reader import Run
from dashboard.color_by.contract import Asked, Values

TITLE = "Score of a class"


def possible(run: Run, projection: str) -> bool:
    """Always."""
    return True


def color(asked: Asked) -> Values:
    """What the model gives the class in focus, from 0 to 1."""
    scores = np.stack([asked.run.scores(epoch)[:, asked.focus] for epoch in asked.epochs])
    return Values(scores, 0.0, 1.0, words=f"What the model gives {asked.run.classes[asked.focus]}.")
