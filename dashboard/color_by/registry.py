"""Everything that the points can be colored by; the first is the default."""

from __future__ import annotations

from analysis.store.reader import Run
from dashboard.color_by import (
    class_score,
    column,
    confidence,
    correct,
    false_neighbors,
    fold,
    label,
    learned,
    loss,
    missing_neighbors,
    prediction,
    split,
)
from dashboard.color_by.contract import Asked, Categories, ColorBy, Values
from dashboard.sample_columns import metadata_columns

COLOR_BY: dict[str, ColorBy] = {
    "label": label,
    "prediction": prediction,
    "correct": correct,
    "score": class_score,
    "confidence": confidence,
    "loss": loss,
    "learned": learned,
    "split": split,
    "fold": fold,
    "false": false_neighbors,
    "missing": missing_neighbors,
}
COLUMN = "column:"  # before the name of a column of the dataset's own


def offered(run: Run, projection: str) -> dict[str, str]:
    """What this run can be colored by: name in the URL -> words for the screen."""
    known = {name: module.TITLE for name, module in COLOR_BY.items() if module.possible(run, projection)}
    return known | {f"{COLUMN}{found.name}": found.name for found in metadata_columns(run) if found.different}


def answer(name: str, asked: Asked) -> Categories | Values:
    """The quantity of one of the names of `offered`."""
    if name.startswith(COLUMN):
        return column.color(Asked(asked.run, asked.projection, asked.focus, name[len(COLUMN) :], asked.dark))
    return COLOR_BY[name].color(asked)
