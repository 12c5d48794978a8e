"""Intervals of differences between two splits."""

import numpy as np
import pytest

from analysis.metrics import Estimate
from analysis.metrics.differences import independent_difference


def test_two_normal_estimates_give_the_normal_interval():
    found = independent_difference(Estimate(0.9, 0.9 - 0.03, 0.9 + 0.03), Estimate(0.6, 0.6 - 0.04, 0.6 + 0.04))
    assert found == pytest.approx((0.3, 0.25, 0.35))


def test_skewed_intervals_meet_at_the_ends_that_face_each_other():
    found = independent_difference(Estimate(0.9, 0.8, 0.91), Estimate(0.6, 0.59, 0.7))
    assert found == pytest.approx((0.3, 0.3 - np.hypot(0.1, 0.1), 0.3 + np.hypot(0.01, 0.01)))


def test_an_interval_that_is_not_there_counts_as_none():
    found = independent_difference(Estimate(1.0, None, None), Estimate(0.6, float("nan"), 0.7))
    assert found == pytest.approx((0.4, 0.3, 0.4))


def test_it_covers_what_it_should():
    """Accuracy of two independent splits: nominal 95 %, simulated."""
    from analysis.metrics.intervals import wilson

    random, inside = np.random.default_rng(0), 0
    for _ in range(2000):
        hits = random.binomial(200, 0.9), random.binomial(80, 0.7)
        parts = [Estimate(k / n, *wilson(int(k), n)) for k, n in zip(hits, (200, 80), strict=True)]
        found = independent_difference(*parts)
        inside += found.low <= 0.2 <= found.high
    assert 0.94 <= inside / 2000 <= 0.965
