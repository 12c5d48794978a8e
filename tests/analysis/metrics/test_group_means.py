"""Means with resamples of groups: against plain numpy, the closed form of a variance, and edge cases."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.metrics.group_means import group_means


def test_means_leave_unknown_values_out():
    values = np.array([[1.0, np.nan], [2.0, 4.0], [6.0, np.nan], [np.nan, 8.0]])
    means = group_means(values, np.array([0, 0, 1, 2]), replicates=50)
    np.testing.assert_allclose(means.value, [3, 6])
    assert means.resampled.shape == (50, 2)
    np.testing.assert_allclose(means[[1]].value, [6])


def test_the_interval_is_that_of_groups_not_of_samples():
    random = np.random.default_rng(0)
    heights = random.normal(0, 1, 400)
    codes = np.repeat(np.arange(400), 5)
    values = (heights[codes] + random.normal(0, 0.1, 2000))[:, None]
    found = group_means(values, codes).figure()
    spread = values[:, 0].reshape(400, 5).mean(axis=1).std(ddof=1) / 20  # standard error of the mean over groups
    assert found.high[0] - found.low[0] == pytest.approx(2 * 1.96 * spread, rel=0.12)
    naive = group_means(values, np.arange(2000)).figure()
    assert naive.high[0] - naive.low[0] < 0.6 * (found.high[0] - found.low[0])


def test_differences_are_paired_and_shares_are_of_the_way_left():
    random = np.random.default_rng(1)
    first = random.normal(0, 5, 300)
    means = group_means(np.stack([first, first + random.normal(0.2, 0.01, 300)], axis=1), np.arange(300))
    change = means[[1]].minus(means[[0]]).figure()
    assert change.low[0] > 0.19 and change.high[0] < 0.21  # though both means are known to ±0.6 alone
    whole = group_means(np.array([[0.75, 0.5], [0.75, 0.5]]), np.arange(2))
    np.testing.assert_allclose(whole[[0]].beyond(whole[[1]]).value, 0.5)
    assert np.isnan(whole[[0]].beyond(group_means(np.ones((2, 1)), np.arange(2))).value).all()


@pytest.mark.parametrize("n", [0, 1])
def test_without_two_groups_there_is_no_interval(n):
    found = group_means(np.full((n, 2), 0.5), np.zeros(n, np.int64)).figure()
    assert np.isnan(found.low).all() and np.isnan(found.value).all() == (n == 0)


def test_equal_values_have_no_interval_either():
    found = group_means(np.full((20, 1), 0.5), np.arange(20)).figure()
    assert found.value[0] == 0.5 and np.isnan(found.low[0])


def test_means_over_pairs_vary_by_both_sides():
    """Popular partners: the interval must cover what other samples would give, which few of them decide."""
    random, n, k = np.random.default_rng(2), 200, 10
    partners = np.where(random.random((n, k)) < 0.7, random.integers(0, 8, (n, k)), random.integers(0, n, (n, k)))
    shares = np.stack([np.bincount(partners.ravel(), minlength=n) / k] * 2, axis=-1)[:, None]
    means, covered, alone = [], 0, 0
    for _ in range(80):
        height = random.normal(0, 1, n)
        received = shares * np.stack([height, np.ones(n)], axis=-1)[:, None]
        values = height[partners].mean(axis=1)[:, None]
        found = group_means(values, np.arange(n), received, replicates=300).figure()
        naive = group_means(values, np.arange(n), replicates=300).figure()
        means.append(found.value[0])
        covered += found.low[0] <= 0 <= found.high[0]
        alone += naive.low[0] <= 0 <= naive.high[0]
    assert covered >= 62 and alone <= 40  # of 80; only eight samples matter, so 95 % is out of reach
