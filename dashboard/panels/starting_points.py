"""Samples worth a look when none is selected: the model's surest errors."""

from __future__ import annotations

import numpy as np

from analysis.store.reader import Run
from dashboard import look, markup
from dashboard.panels.samples import samples
from dashboard.selection import Selection

OFFERED = 24


def surest_errors(run: Run, selection: Selection, count: int = OFFERED) -> np.ndarray:
    """Row numbers of the wrong predictions with the highest scores, surest first; the surest others fill up.

    Args:
        run: the open run.
        selection: epoch and split to look in.
        count: at most so many.
    """
    rows = run.rows(selection.split)
    scores = run.scores(selection.epoch)[rows]
    wrong = _is_wrong(run, rows, scores)
    order = np.lexsort((-scores.max(axis=1), ~wrong))
    return rows[order[:count]]


def starting_points(run: Run, selection: Selection) -> None:
    """Draw them as a gallery that selects."""
    rows = surest_errors(run, selection)
    scores = run.scores(selection.epoch)[rows]
    predicted = scores.argmax(axis=1)
    wrong = int(_is_wrong(run, rows, scores).sum())
    title = (
        f"Surest errors at epoch {selection.epoch}, {selection.split}" if wrong else "No errors here: surest answers"
    )
    markup.show(
        markup.element("h2", title),
        markup.element("p", "Under each picture: its label, then what the model said and its score.", css="note"),
    )
    details = [
        f"{run.classes[index]} {look.number(float(row[index]), 2)}"
        for index, row in zip(predicted, scores, strict=True)
    ]
    samples(run, rows, details=details, key="starting_points", label=title)


def _is_wrong(run: Run, rows: np.ndarray, scores: np.ndarray) -> np.ndarray:
    """(m,) bool; of a label that the model does not know nothing can be said."""
    labels = run.labels[rows]
    return (scores.argmax(axis=1) != labels) & (labels >= 0)
