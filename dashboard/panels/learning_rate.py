"""The learning rate of a run: the schedule by step where training recorded it, else what was logged per epoch."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from analysis.store.reader import Run
from dashboard import look
from dashboard.figures import learning_rate as figure
from dashboard.markup import element, show
from dashboard.theme_in_use import dark

MISSING = "No learning rate was logged: in trainings of your own, add a column learning_rate to history.csv."
LOGGED = ("learning_rate", "lr")  # Keras' names, new and old


def rates(run: Run) -> tuple[np.ndarray, np.ndarray, str]:
    """Epochs (k,) and learning rates (k,), with the words that say where they come from; empty when nothing is known.

    A schedule by step wins unless its rates and steps do not pair up or the steps of an epoch are not known. It is cut
    where training ended early.
    """
    training = run.manifest.get("training") or {}
    steps, values = _schedule(training.get("schedule"))
    per_epoch = training.get("steps_per_epoch")
    if len(steps) and isinstance(per_epoch, int) and per_epoch > 0:
        epochs = steps / per_epoch
        done = epochs <= last_epoch(run)
        return epochs[done], values[done], f"By step, as the schedule sets it ({len(steps)} points)."
    table = run.history
    column = next((name for name in LOGGED if name in table), None)
    if column is None:
        return np.zeros(0), np.zeros(0), MISSING
    logged = pd.to_numeric(table[column], errors="coerce")
    known = logged.notna().to_numpy()
    words = "As logged at the end of each epoch." if known.any() else MISSING
    return table["epoch"].to_numpy(float)[known], logged.to_numpy(float)[known], words


def last_epoch(run: Run) -> int:
    """The last epoch that any curve of the page reaches."""
    return max([*run.epochs, *(int(epoch) for epoch in run.history["epoch"])], default=0)


def learning_rate(run: Run, epoch: int) -> None:
    """Draw the curve, or say that it is not known."""
    epochs, values, words = rates(run)
    if not len(epochs):
        show(element("p", words, css="note"))
        return
    show(element("h2", "Learning rate"))
    drawing = figure.learning_rate(list(epochs), values, last=last_epoch(run), epoch=epoch, dark=dark())
    span = f"from {look.number(float(values[0]))} to {look.number(float(values[-1]))}"
    look.figure(drawing, key="learning_rate", alt=f"Learning rate over epochs, {span}")
    show(element("p", words, css="note"))


def _schedule(schedule: Any) -> tuple[np.ndarray, np.ndarray]:
    """Steps and rates of the training record; empty where they are not lists of numbers of one length."""
    nothing = np.zeros(0), np.zeros(0)
    if not isinstance(schedule, dict):
        return nothing
    try:
        steps, values = (np.asarray(schedule.get(name) or [], float) for name in ("steps", "learning_rate"))
    except (TypeError, ValueError):
        return nothing
    return (steps, values) if steps.ndim == 1 and steps.shape == values.shape else nothing
