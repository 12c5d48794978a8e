"""Placing among landmarks against a slow search, and how a place changes as a sample moves."""

from __future__ import annotations

import numpy as np
from scipy.spatial.distance import cdist

from analysis.projections.placing import LANES, ROWS, nearest_landmarks, place


def _drawn(n: int, d: int, *, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).normal(size=(n, d)).astype(np.float32)


def test_the_nearest_are_those_of_a_slow_search():
    points, landmarks = _drawn(ROWS * LANES + 7, 6) + 100, _drawn(300, 6, seed=1) + 100
    near, distances = nearest_landmarks(points, landmarks, 7)
    slow = cdist(points.astype(np.float64), landmarks)
    np.testing.assert_array_equal(near, np.argsort(slow, axis=1)[:, :7])
    np.testing.assert_allclose(distances, np.sort(slow, axis=1)[:, :7], rtol=1e-4)


def test_landmarks_equally_far_come_by_row_and_k_is_cut():
    near, distances = nearest_landmarks(np.zeros((2, 3), np.float32), np.ones((4, 3), np.float32), 9)
    np.testing.assert_array_equal(near, [[0, 1, 2, 3]] * 2)
    np.testing.assert_allclose(distances, np.sqrt(3))


def test_weights_fall_evenly_to_nothing_at_the_landmark_after_the_last():
    landmarks = np.array([[0], [1], [4], [9]], np.float32)
    layout = np.array([[0, 0], [10, 0], [0, 10], [99, 99]], np.float32)
    # From 0.5: distances 0.5, 0.5 and 3.5, the third being the limit; from 2: 1, 2 and 2, of which the first counts.
    found = place(np.array([[0.5], [2]], np.float32), landmarks, layout, k=2)
    np.testing.assert_allclose(found, [[5, 0], [10, 0]], atol=1e-6)


def test_a_place_changes_without_jumps_where_landmarks_take_over():
    landmarks, layout = _drawn(40, 2), _drawn(40, 2, seed=2)
    line = np.stack([np.linspace(-2, 2, 20_001), np.full(20_001, 0.3)], axis=1).astype(np.float32)
    steps = np.linalg.norm(np.diff(place(line, landmarks, layout, k=3), axis=0), axis=1)
    assert 0 < steps.max() < 0.02  # 20,000 steps over a layout some 5 across


def test_one_landmark_and_coinciding_landmarks():
    points = _drawn(5, 3)
    np.testing.assert_allclose(place(points, points[:1], np.array([[7.0, 8.0]], np.float32), k=5), [[7, 8]] * 5)
    same, layout = np.zeros((4, 3), np.float32), np.array([[0, 0], [2, 0], [0, 2], [2, 2]], np.float32)
    np.testing.assert_allclose(place(points, same, layout, k=5), [[1, 1]] * 5, atol=1e-6)
