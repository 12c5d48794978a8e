"""Landmarks: rare classes whole, epochs where the samples go, nothing twice, and all of it said."""

from __future__ import annotations

from hashlib import sha256

import numpy as np

from analysis.projections import landmarks
from analysis.projections.landmarks import choose_landmarks, choose_samples
from analysis.projections.quality.subset import choose


def _labels() -> np.ndarray:
    return np.random.default_rng(0).permutation(np.repeat([0, 1, 2], [5000, 900, 60]))


def _paths(way: list[float], n: int = 20) -> dict[int, np.ndarray]:
    """Samples that all go the given way along the first axis."""
    start = np.random.default_rng(1).normal(size=(n, 4)).astype(np.float32)
    return {2 * epoch: start + np.array([gone, 0, 0, 0], np.float32) for epoch, gone in enumerate(way)}


def test_a_class_with_less_than_its_share_is_whole():
    labels = _labels()
    subset = choose_samples(labels)
    assert len(subset.rows) == landmarks.SAMPLES
    assert set(np.flatnonzero(labels == 2)) <= set(subset.rows.tolist())
    assert choose_samples(labels).facts == subset.facts


def test_most_landmarks_are_not_among_the_samples_that_quality_is_measured_on():
    labels = _labels()
    rows = choose_samples(labels).rows
    common = rows[labels[rows] == 0]  # the class of which only a part is taken
    assert np.isin(common, choose(labels, size=landmarks.SAMPLES).rows).mean() < 0.4  # 1 in 4 by chance


def test_every_epoch_of_a_short_run_is_chosen():
    found = choose_landmarks(choose_samples(np.zeros(20, np.int64)), _paths([0, 5, 5.5, 5.6]))
    assert found.chosen == [0, 2, 4, 6] and found.points.shape == (80, 4)
    np.testing.assert_array_equal(found.epochs, np.repeat([0, 2, 4, 6], 20))


def test_epochs_of_a_long_run_lie_evenly_along_the_way():
    way = np.concatenate([np.linspace(0, 70, 8), np.linspace(70.01, 70.5, 40)])
    found = choose_landmarks(choose_samples(np.zeros(20, np.int64)), _paths(list(way)))
    assert found.chosen[:7] == [0, 2, 4, 6, 8, 10, 12]  # the first seven steps are nearly all of the way
    assert found.chosen[-1] == 2 * (len(way) - 1) and len(found.chosen) <= landmarks.EPOCHS + 1


def test_a_run_that_rests_has_its_first_and_last_epoch_and_no_point_twice():
    found = choose_landmarks(choose_samples(np.zeros(20, np.int64)), _paths([0.0] * 20))
    assert found.chosen == [0, 38]
    assert found.points.shape == (20, 4) and (found.epochs == 0).all()


def test_the_facts_name_samples_and_epochs():
    labels = _labels()
    subset = choose_samples(labels)
    few, many = (choose_landmarks(subset, _paths(list(range(e)), n=len(subset.rows))).subset.facts for e in (3, 15))
    assert few["id"] == many["id"] == sha256(subset.rows.astype("<i8").tobytes()).hexdigest()
    assert few["size"] == landmarks.SAMPLES
    assert "1 of 3 classes whole" in few["rule"] and few["rule"].endswith("at all epochs")
    assert "at epochs 0, 2, 6, " in many["rule"] and ", 28, spread evenly" in many["rule"]
