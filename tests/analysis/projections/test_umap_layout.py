"""A layout keeps neighbors together, and its graph joins epochs as stated."""

from __future__ import annotations

import numpy as np
from scipy.spatial.distance import cdist
from sklearn.manifold import trustworthiness

from analysis.projections.landmarks import choose_landmarks, choose_samples
from analysis.projections.umap_layout import ACROSS, NEIGHBORS, lay_out, neighbors_within_and_across


def _landmarks(epochs: int, n: int):
    random = np.random.default_rng(0)
    start = random.normal(size=(n, 5)) + 8 * np.eye(5)[np.arange(n) % 4]
    paths = {e: (start + random.normal(scale=0.3, size=start.shape) * e).astype(np.float32) for e in range(epochs)}
    return choose_landmarks(choose_samples(np.zeros(n, np.int64)), paths)


def test_neighbors_are_the_nearest_of_the_own_epoch_and_of_all_others():
    found = _landmarks(3, 40)
    near, distances = neighbors_within_and_across(found)
    slow = cdist(found.points.astype(np.float64), found.points)
    np.testing.assert_array_equal(near[:, 0], np.arange(len(near)))  # a point is its own first neighbor
    np.testing.assert_allclose(distances, np.take_along_axis(slow, near, axis=1), atol=1e-5)
    assert (np.diff(distances, axis=1) >= 0).all()
    for row in (0, 57, 119):
        own = found.epochs == found.epochs[row]
        expected = {
            *np.flatnonzero(own)[np.argsort(slow[row, own])[: NEIGHBORS - ACROSS]],
            *np.flatnonzero(~own)[np.argsort(slow[row, ~own])[:ACROSS]],
        }
        assert set(near[row]) == expected


def test_one_epoch_has_none_across_and_small_epochs_have_more():
    near, _ = neighbors_within_and_across(_landmarks(1, 30))
    assert near.shape == (30, NEIGHBORS)
    small = _landmarks(4, 6)
    near, _ = neighbors_within_and_across(small)
    assert all(len(set(row)) == NEIGHBORS for row in near)


def test_groups_stay_together_in_two_and_three_dimensions():
    found = _landmarks(2, 120)
    for components in (2, 3):
        layout = lay_out(found, found.points[:, :components], seed=0)
        assert layout.shape == (240, components) and layout.dtype == np.float32
        assert trustworthiness(found.points, layout, n_neighbors=10) > 0.9


def test_a_start_without_any_extent_is_no_hindrance():
    found = _landmarks(2, 30)
    layout = lay_out(found, np.zeros((60, 2), np.float32), seed=0)
    assert np.isfinite(layout).all() and layout.std(axis=0).min() > 0
