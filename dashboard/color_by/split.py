"""Train, validation or test."""

from __future__ import annotations

from analysis.store.reader import Run
from dashboard.color_by.contract import Asked, Categories, many_colors
from dashboard.sample_columns import SPLITS, divided

TITLE = "Split"


def possible(run: Run, projection: str) -> bool:
    """Where the samples are divided."""
    return len(run.splits) > 1


def color(asked: Asked) -> Categories:
    """The split of every sample."""
    codes, names = divided(asked.run.samples["split"], SPLITS)
    return Categories(codes[None], names, many_colors(len(names)))
