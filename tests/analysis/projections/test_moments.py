"""Moments and directions against numpy."""

from __future__ import annotations

import numpy as np

from analysis.projections.moments import coordinates, cross_covariance, leading_directions, mean_and_covariance


def test_moments_of_more_rows_than_a_block():
    values = np.random.default_rng(0).normal(5, 2, size=(9000, 3)).astype(np.float32)
    mean, covariance = mean_and_covariance(values)
    np.testing.assert_allclose(mean, values.astype(np.float64).mean(axis=0), rtol=1e-12)
    np.testing.assert_allclose(covariance, np.cov(values.astype(np.float64).T, bias=True), rtol=1e-10)


def test_cross_covariance_is_the_off_diagonal_block_of_the_covariance():
    values = np.random.default_rng(1).normal(2, 3, size=(5000, 5)).astype(np.float32)
    found = cross_covariance(values[:, :2], values[:, 2:])
    np.testing.assert_allclose(found, np.cov(values.astype(np.float64).T, bias=True)[:2, 2:], rtol=1e-9, atol=1e-9)


def test_coordinates_far_from_zero_keep_their_digits():
    values = (np.random.default_rng(1).normal(size=(5000, 6)) + 1000).astype(np.float32)
    directions = np.random.default_rng(2).normal(size=(6, 2))
    center = values.astype(np.float64).mean(axis=0)
    found = coordinates(values, center, directions)
    assert found.dtype == np.float32
    np.testing.assert_allclose(found, (values.astype(np.float64) - center) @ directions, atol=1e-6)


def test_directions_have_a_fixed_sign_and_fill_up_with_zeros():
    directions, variances = leading_directions(np.diag([1.0, 4.0]), 3)
    np.testing.assert_allclose(directions[:, :2], [[0, 1], [1, 0]])
    np.testing.assert_array_equal(directions[:, 2], 0)
    np.testing.assert_allclose(variances, [4, 1, 0])
