"""The fold of cross-validation."""

from __future__ import annotations

import numpy as np

from analysis.store.reader import Run
from dashboard.color_by.contract import Asked, Categories, many_colors

TITLE = "Fold"


def possible(run: Run, projection: str) -> bool:
    """Where there are folds."""
    return bool((run.samples["fold"] >= 0).any())


def color(asked: Asked) -> Categories:
    """The fold of every sample; not known for one that is in none."""
    folds = asked.run.samples["fold"].to_numpy(np.int64)
    present = np.unique(folds[folds >= 0])
    codes = np.where(folds < 0, -1, np.searchsorted(present, folds))
    return Categories(codes[None], [f"fold {fold}" for fold in present], many_colors(len(present)))
