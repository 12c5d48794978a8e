"""Differences between two sets of scores, against scikit-learn and a plain bootstrap loop."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.metrics import balanced_accuracy_score, log_loss

from analysis.metrics import difference, summary
from analysis.metrics.estimates import UNDEFINED

LABELS = np.random.default_rng(0).integers(0, 3, 120)
BEFORE = np.random.default_rng(1).dirichlet(np.ones(3), 120)
AFTER = 0.6 * BEFORE + 0.4 * np.eye(3)[LABELS]
GROUPS = np.array([f"g{row // 3}" for row in range(120)])


def test_values_are_differences_of_scikit_learns():
    found = difference(LABELS, BEFORE, AFTER)
    for name, measure, turn in (
        ("balanced_accuracy", balanced_accuracy_score, lambda scores: scores.argmax(1)),
        ("log_loss", log_loss, lambda scores: scores),
    ):
        wanted = measure(LABELS, turn(AFTER)) - measure(LABELS, turn(BEFORE))
        assert found[name].value == pytest.approx(wanted, abs=1e-6)


def test_the_interval_is_that_of_a_paired_bootstrap_over_groups():
    found = difference(LABELS, BEFORE, AFTER, GROUPS, replicates=600)["accuracy"]
    random = np.random.default_rng(5)
    gain = (AFTER.argmax(1) == LABELS).astype(float) - (BEFORE.argmax(1) == LABELS)
    by_group = gain.reshape(40, 3).mean(axis=1)
    drawn = by_group[random.integers(40, size=(6000, 40))].mean(axis=1)
    np.testing.assert_allclose([found.low, found.high], np.quantile(drawn, [0.025, 0.975]), atol=0.02)


def test_pairing_makes_it_narrower_than_two_separate_intervals():
    close = 0.98 * BEFORE + 0.02 * np.eye(3)[LABELS]
    paired = difference(LABELS, BEFORE, close)["log_loss"]
    alone = summary(LABELS, BEFORE)["log_loss"]
    assert paired.high - paired.low < (alone.high - alone.low) / 2


def test_the_same_scores_differ_by_nothing():
    assert difference(LABELS, BEFORE, BEFORE)["macro_auroc"] == (0.0, None, None)


def test_diverged_scores_have_no_difference():
    broken = BEFORE.copy()
    broken[3] = np.nan
    assert set(difference(LABELS, BEFORE, broken).values()) == {UNDEFINED}
