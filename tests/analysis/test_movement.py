"""Movement: lengths against plain loops, rigid clusters, and epochs that cut the way into equal pieces."""

import numpy as np
import pytest

from analysis.movement import displacement, key_epochs, mean_steps, relative_displacement


@pytest.fixture(scope="module")
def places():
    random = np.random.default_rng(0)
    return random.normal(size=(600, 7)).astype(np.float32), random.normal(size=(600, 7)).astype(np.float32)


def test_displacement_is_the_distance_between_two_places(places):
    before, after = places
    expected = [np.linalg.norm((b - a).astype(float)) for a, b in zip(before, after, strict=True)]
    assert np.allclose(displacement(before, after), expected, rtol=1e-6)


def test_relative_displacement_is_measured_against_the_mean_way_of_the_neighbors(places):
    before, after = places
    neighbors = np.random.default_rng(1).integers(0, 600, (600, 5))
    moved = (after - before).astype(float)
    expected = [np.linalg.norm(own - moved[rows].mean(axis=0)) for own, rows in zip(moved, neighbors, strict=True)]
    assert np.allclose(relative_displacement(before, after, neighbors), expected, rtol=1e-5)


def test_a_cluster_that_moves_as_one_piece_scores_nothing_but_a_sample_that_leaves_it_does():
    random = np.random.default_rng(2)
    clusters = np.concatenate([random.normal(0, 0.1, (20, 3)), random.normal(9, 0.1, (20, 3))])
    after = clusters + np.repeat([[5.0, 0, 0], [0, -7.0, 0]], 20, axis=0)
    own = np.arange(20)
    neighbors = np.array([[row for row in own + 20 * (place // 20) if row != place] for place in range(40)])
    assert relative_displacement(clusters, after, neighbors).max() < 1e-12
    assert np.allclose(displacement(clusters, after), np.repeat([5.0, 7.0], 20))
    after[3] += [0, 0, 4.0]
    found = relative_displacement(clusters, after, neighbors)
    assert found.argmax() == 3 and found[3] == pytest.approx(4.0)
    assert found[20:].max() < 1e-12 and found[[0, 1, 2, 4]] == pytest.approx(4 / 19)


def test_places_that_are_no_numbers_and_missing_neighbors_are_left_out():
    before = np.zeros((4, 2))
    after = np.array([[1.0, 0], [1.0, 0], [np.nan, 0], [np.inf, 3]])
    neighbors = np.array([[1, 2], [0, -1], [0, 1], [0, 1]])
    assert np.array_equal(displacement(before, after), [1, 1, np.nan, np.nan], equal_nan=True)
    found = relative_displacement(before, after, neighbors)
    assert np.array_equal(found, [0, 0, np.nan, np.nan], equal_nan=True)
    endless = np.full((2, 2), np.inf)
    assert np.isnan(displacement(endless, endless)).all()
    assert np.isnan(relative_displacement(endless, endless, np.array([[1], [0]]))).all()
    alone = relative_displacement(before[:1], after[:1], np.array([[-1]]))
    assert np.isnan(alone).all()
    assert np.isnan(relative_displacement(before[:1], after[:1], np.empty((1, 0), int))).all()


def test_nothing_given_is_changed(places):
    before, after = (part.copy() for part in places)
    relative_displacement(before, after, np.full((600, 2), 1))
    assert np.array_equal(before, places[0]) and np.array_equal(after, places[1])


def test_mean_steps_are_the_mean_lengths_of_finite_ways():
    still = np.zeros((3, 2))
    moved = np.array([[3.0, 4], [0, 0], [np.nan, 1]])
    assert mean_steps([still, moved, moved]).tolist() == [2.5, 0.0]
    assert mean_steps([still]).tolist() == []
    assert mean_steps([still, np.full((3, 2), np.nan)]).tolist() == [0.0]


def test_key_epochs_cut_the_way_into_equal_pieces():
    assert key_epochs(np.ones(16), 5) == [0, 4, 8, 12, 16]
    assert key_epochs(np.array([10, 1, 1, 1, 1, 1.0]), 3) == [0, 1, 6]  # nearly all happened in the first step
    assert key_epochs(np.array([0.1, 0.1, 5, 5, 0.1]), 4) == [0, 2, 3, 5]


def test_key_epochs_of_short_or_still_runs():
    assert key_epochs(np.empty(0), 6) == [0]
    assert key_epochs(np.ones(1), 6) == [0, 1]
    assert key_epochs(np.zeros(9), 6) == [0, 9]  # identical epochs: nothing to choose between
    assert key_epochs(np.ones(3), 8) == [0, 1, 2, 3]
