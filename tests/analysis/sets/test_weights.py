"""Fitted weights: against a grid, and that no sample takes part in fitting its own."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.contract import StoreError
from analysis.sets.weights import cross_fitted, fit_weights

LABELS = np.random.default_rng(0).integers(0, 3, 90)
NOISE = np.random.default_rng(1).dirichlet(np.ones(3), (2, 90))
SCORES = np.stack([0.5 * NOISE[0] + 0.5 * np.eye(3)[LABELS], 0.8 * NOISE[1] + 0.2 * np.eye(3)[LABELS]])


def loss(weights, scores=SCORES, labels=LABELS) -> float:
    return float(-np.log(np.tensordot(weights, scores, axes=1)[np.arange(len(labels)), labels]).mean())


def test_no_point_of_a_grid_is_better():
    found = fit_weights(SCORES, LABELS)
    grid = [loss([first, 1 - first]) for first in np.linspace(0, 1, 1001)]
    assert loss(found) <= min(grid) + 1e-9
    assert found.sum() == pytest.approx(1) and (found >= 0).all()


def test_a_member_that_adds_nothing_gets_exactly_nothing():
    uniform = np.full_like(SCORES[0], 1 / 3)
    assert fit_weights(np.stack([np.eye(3)[LABELS] * 0.97 + 0.01, uniform]), LABELS).tolist() == [1.0, 0.0]


def test_a_sample_is_combined_by_weights_that_its_group_did_not_see():
    groups = np.array([f"g{row // 3}" for row in range(90)])
    before, weights = cross_fitted(SCORES, LABELS, groups)
    assert weights.shape == (5, 2)
    changed = LABELS.copy()
    changed[:3] = (changed[:3] + 1) % 3  # the whole first group
    after, _ = cross_fitted(SCORES, changed, groups)
    np.testing.assert_array_equal(after[:3], before[:3])
    assert not np.array_equal(after, before)


def test_one_group_cannot_be_crossed():
    with pytest.raises(StoreError, match=r"at least two groups.*--rule mean"):
        cross_fitted(SCORES[:, :6], LABELS[:6], np.full(6, "one"))
