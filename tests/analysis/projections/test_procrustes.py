"""The best turn against scipy's, and where the samples leave it open."""

from __future__ import annotations

import numpy as np
from scipy.linalg import orthogonal_procrustes

from analysis.projections.procrustes import turn


def _centered(seed: int, n: int = 50, d: int = 5) -> np.ndarray:
    values = np.random.default_rng(seed).normal(size=(n, d))
    return values - values.mean(axis=0)


def test_equal_to_scipy():
    first, second = _centered(0), _centered(1)
    expected, _ = orthogonal_procrustes(first, second)
    np.testing.assert_allclose(turn(first.T @ second / 50, 1.0), expected, atol=1e-4)


def test_a_turn_and_a_mirror_are_found_again():
    values = _centered(0)
    for mirror in (1, -1):
        known, _ = np.linalg.qr(np.random.default_rng(2).normal(size=(5, 5)))
        known[:, 0] *= mirror
        np.testing.assert_allclose(turn(values.T @ (values @ known) / 50, 1.0), known, atol=1e-5)


def test_where_the_samples_say_nothing_features_stay_where_they_are():
    np.testing.assert_array_equal(turn(np.zeros((4, 4)), 0.0), np.eye(4))
    values = _centered(0, d=3)
    known, _ = np.linalg.qr(np.random.default_rng(2).normal(size=(3, 3)))
    dead = np.zeros((50, 6))
    dead[:, :3] = values
    turned = np.zeros((50, 6))
    turned[:, :3] = values @ known
    found = turn(dead.T @ turned / 50, 0.5)
    np.testing.assert_allclose(found[3:, 3:], np.eye(3), atol=1e-8)
    np.testing.assert_allclose(found @ found.T, np.eye(6), atol=1e-12)
