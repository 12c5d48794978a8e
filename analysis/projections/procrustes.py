"""Orthogonal Procrustes: the turn that lays one epoch's samples closest to where they were."""

from __future__ import annotations

import numpy as np
from scipy.linalg import svd

from analysis.projections.repeatable import one_thread

HOLD = 1e-6  # of the mean variance: how firmly features stay where they are in directions that the samples leave open


def turn(cross: np.ndarray, spread: float) -> np.ndarray:
    """The orthogonal matrix Q that makes ‖X Q − Y‖ smallest, for centered X and Y known by their moments alone.

    Q is the orthogonal polar factor of the cross-covariance. Where that is singular (constant or dead features, fewer
    samples than features) many Q are equally good: then the one that turns least, because `HOLD` times the mean
    variance is added for every feature to stay itself. Reflections are allowed.

    Args:
        cross: (d, d) float64, covariance of the features of X (rows) with those of Y (columns).
        spread: mean variance of a feature, the geometric mean of X's and Y's.

    Returns:
        (d, d) float64; the identity where nothing varies.
        Source: Schönemann 1966 (Psychometrika 31).
    """
    if spread <= 0:
        return np.eye(len(cross))
    with one_thread():
        left, _, right = svd(cross / spread + HOLD * np.eye(len(cross)))
        return left @ right
