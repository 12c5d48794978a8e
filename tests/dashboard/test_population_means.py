"""Means with intervals: against a plain bootstrap written out, against known cases, and where there is no interval."""

from __future__ import annotations

import numpy as np
import pytest

from dashboard import population_means
from dashboard.population_means import means


def test_the_mean_of_every_column_leaves_out_what_is_missing():
    values = np.array([[0.0, np.nan, np.nan], [1.0, 0.5, np.nan]])
    assert np.array_equal(means(values).values, [0.5, 0.5, np.nan], equal_nan=True)


def test_a_resample_is_a_mean_over_whole_groups():
    values = np.array([[0.0], [0.0], [0.0], [1.0]])
    found = means(values, np.array(["a", "a", "a", "b"]))
    # groups drawn: a a -> 0, b b -> 1, one of each -> 1 of 4 samples
    assert set(found.resampled.ravel().round(6)) == {0.0, 0.25, 1.0}
    assert np.mean(found.resampled == 0.25) == pytest.approx(0.5, abs=0.08)


def test_intervals_equal_those_of_normal_theory_on_independent_samples():
    values = np.random.default_rng(0).normal(3.0, 2.0, (2000, 1))
    low, high = means(values).ends()
    half = 1.96 * values.std() / np.sqrt(len(values))
    assert low[0] == pytest.approx(values.mean() - half, abs=0.02)
    assert high[0] == pytest.approx(values.mean() + half, abs=0.02)


def test_groups_that_resemble_each_other_widen_the_interval():
    shared = np.repeat(np.random.default_rng(1).normal(size=(100, 1)), 5, axis=0)
    names = np.repeat([f"lesion {place}" for place in range(100)], 5)
    (alone_low,), (alone_high,) = means(shared).ends()
    (low,), (high,) = means(shared, names).ends()
    assert (high - low) / (alone_high - alone_low) == pytest.approx(np.sqrt(5), rel=0.15)


def test_a_change_is_taken_on_the_same_resamples():
    before = np.random.default_rng(2).normal(size=100)
    found = means(np.column_stack([before, before + 0.1]))
    change = found.change(0, 1)
    assert change.value == pytest.approx(0.1)
    assert found.at(0).low < 0 < found.at(1).high
    spread = np.ptp(found.resampled[:, 1] - found.resampled[:, 0])
    assert spread < 1e-9  # paired: what both have in common cancels


@pytest.mark.parametrize("count", [0, 1])
def test_without_two_groups_there_is_no_interval(count):
    found = means(np.full((count, 2), 0.5))
    assert found.resampled.shape == (0, 2)
    assert found.at(0).low is None and np.isnan(found.ends()[0]).all()
    assert np.isnan(found.values).all() if count == 0 else (found.values == 0.5).all()


def test_a_small_block_gives_the_same_resamples(monkeypatch):
    values = np.random.default_rng(3).normal(size=(40, 3))
    whole = means(values)
    monkeypatch.setattr(population_means, "BLOCK", 400)
    np.testing.assert_allclose(means(values).resampled, whole.resampled)


def test_a_part_is_some_of_the_columns():
    found = means(np.random.default_rng(4).normal(size=(30, 5)))
    part = found.part(1, 2)
    assert np.array_equal(part.values, found.values[1:3]) and part.at(0) == found.at(1)
