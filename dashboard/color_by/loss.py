"""The cross-entropy of each sample at each epoch."""

from __future__ import annotations

import numpy as np

from analysis.store.reader import Run
from dashboard.color_by.contract import Asked, Values
from dashboard.judged_sample import courses

TITLE = "Loss"
SMALLEST = 1e-7  # a score below it counts as it, as in Keras' cross-entropy
TOP = 0.99  # quantile at which the ramp ends: single losses reach 16, most lie below 1


def possible(run: Run, projection: str) -> bool:
    """Always."""
    return True


def color(asked: Asked) -> Values:
    """−ln of the score of the sample's own class, in nats; not known where the model has no such class."""
    own = courses(asked.run).own[asked.places]
    losses = -np.log(np.clip(own, SMALLEST, 1.0))
    known = losses[np.isfinite(losses)]
    high = float(np.quantile(known, TOP)) if len(known) else 1.0
    words = (
        "−ln of the score of its own class, without weights or penalties; the ramp ends where 99 % of all losses do."
    )
    return Values(losses, 0.0, max(high, SMALLEST), "nats", words)
