"""The second channel of the scatter: which points have an outline."""

from __future__ import annotations

import numpy as np

from analysis.store.reader import Run
from dashboard.judged_sample import courses

NONE, WRONG, FALSE, MISSING, SPLIT = "none", "wrong", "false", "missing", "split:"
MANY = 0.5  # share of false or missing neighbors from which a point is outlined


def offered(run: Run) -> dict[str, str]:
    """What may be outlined: name in the URL -> words for the screen."""
    splits = {f"{SPLIT}{split}": f"split = {split}" for split in run.splits if len(run.splits) > 1}
    distorted = {FALSE: "mostly false neighbours", MISSING: "mostly missing neighbours"}
    return {NONE: "none", WRONG: "wrong", **splits, **distorted}


def outlines(run: Run, name: str, projection: str) -> np.ndarray | None:
    """Which points have one.

    Args:
        name: one of `offered`.
        projection: one of the run's projections.

    Returns:
        (e, n) or (1, n) bool over the projection's epochs; None for none.
    """
    epochs = [int(epoch) for epoch in run.projections[projection]["epochs"]]
    if name == WRONG:
        places = [run.epochs.index(epoch) for epoch in epochs]
        return (courses(run).predicted[places] != run.labels) & (run.labels >= 0)
    if name in (FALSE, MISSING):
        return np.stack([run.distortion(projection, epoch)[name == MISSING] >= MANY for epoch in epochs])
    if name.startswith(SPLIT):
        return (run.samples["split"] == name[len(SPLIT) :]).to_numpy()[None]
    return None
