"""Weights of an ensemble, fitted on the validation split: on the simplex, for the lowest log loss."""

from __future__ import annotations

import numpy as np
from scipy.optimize import minimize
from sklearn.model_selection import GroupKFold

from analysis.contract import StoreError
from analysis.metrics.validity import group_codes

PARTS = 5  # of the cross-fitting
NEGLIGIBLE = 1e-6  # a weight below this is the solver's rounding, not a share
SMALLEST = 1e-7  # scores are clipped here before the logarithm


def fit_weights(scores: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """The convex combination of scores with the lowest log loss; the problem is convex, so the start does not matter.

    Args:
        scores: (m, n, c) float64, rows sum to 1.
        labels: (n,) class index.

    Returns:
        (m,) float64, at least 0, summing to 1.
    """
    truth = np.clip(scores[:, np.arange(len(labels)), labels], SMALLEST, 1)

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        mixed = weights @ truth
        return float(-np.log(mixed).mean()), -(truth / mixed).mean(axis=1)

    m = len(scores)
    found = minimize(
        loss,
        np.full(m, 1 / m),
        jac=True,
        method="SLSQP",
        bounds=[(0, 1)] * m,
        constraints={"type": "eq", "fun": lambda weights: weights.sum() - 1, "jac": np.ones_like},
        options={"ftol": 1e-10, "maxiter": 500},
    )
    weights = np.where(found.x > NEGLIGIBLE, found.x, 0)
    return weights / weights.sum()


def cross_fitted(
    scores: np.ndarray, labels: np.ndarray, groups: np.ndarray, *, parts: int = PARTS
) -> tuple[np.ndarray, np.ndarray]:
    """Every sample combined by weights that its own group took no part in fitting.

    Args:
        scores: (m, n, c) float64.
        labels: (n,) class index.
        groups: (n,) group names, "" for none.
        parts: at most so many; fewer where there are fewer groups.

    Returns:
        The combined scores (n, c) and the weights of each part (parts, m).

    Raises:
        StoreError: fewer than two groups.
    """
    codes = group_codes(groups, len(labels))
    parts = min(parts, len(np.unique(codes)))
    if parts < 2:
        raise StoreError(
            f"Weights are fitted on the validation split, which has {len(labels)} samples in {parts} groups; at least "
            "two groups are needed. Use --rule mean."
        )
    combined, weights = np.empty(scores.shape[1:]), []
    for others, own in GroupKFold(parts).split(labels, groups=codes):
        weights.append(fit_weights(scores[:, others], labels[others]))
        combined[own] = np.tensordot(weights[-1], scores[:, own], axes=1)
    return combined, np.stack(weights)
