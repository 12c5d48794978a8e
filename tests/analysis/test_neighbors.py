"""Neighbors equal brute force, ties and duplicates included."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from analysis.neighbors import nearest_neighbors


def brute_force(embeddings: np.ndarray, k: int) -> tuple[np.ndarray, np.ndarray]:
    wide = embeddings.astype(np.float64)
    distances = np.sqrt(((wide[:, None] - wide[None]) ** 2).sum(axis=-1))
    np.fill_diagonal(distances, np.inf)
    order = np.argsort(distances, axis=1, kind="stable")[:, : min(k, len(wide) - 1)]
    return order, np.take_along_axis(distances, order, axis=1)


@pytest.mark.parametrize(("n", "d", "k"), [(700, 32, 50), (1100, 5, 3), (40, 1280, 39), (2, 3, 1)])
@pytest.mark.parametrize("offset", [0.0, 1000.0])
def test_equal_to_brute_force(n, d, k, offset):
    embeddings = (np.random.default_rng(n).normal(size=(n, d)) + offset).astype(np.float32)
    neighbors, distances = nearest_neighbors(embeddings, k)
    expected, exact = brute_force(embeddings, k)
    np.testing.assert_array_equal(neighbors, expected)
    np.testing.assert_allclose(distances, exact, rtol=1e-6)
    assert neighbors.dtype == np.int32 and distances.dtype == np.float32


@settings(max_examples=60, deadline=None)
@given(
    arrays(np.int8, st.tuples(st.integers(2, 40), st.integers(1, 4)), elements=st.integers(-2, 2)), st.integers(1, 50)
)
def test_ties_go_by_row_number(points, k):
    neighbors, distances = nearest_neighbors(points.astype(np.float32), k)
    expected, exact = brute_force(points.astype(np.float32), k)
    np.testing.assert_array_equal(neighbors, expected)
    np.testing.assert_allclose(distances, exact, rtol=1e-6)


def test_more_duplicates_than_candidates():
    embeddings = np.concatenate([np.full((300, 8), 7.25), np.random.default_rng(0).normal(size=(50, 8))]).astype(
        np.float32
    )
    neighbors, distances = nearest_neighbors(embeddings, 10)
    np.testing.assert_array_equal(neighbors[0], np.arange(1, 11))
    np.testing.assert_array_equal(neighbors[20], np.arange(10))
    assert (distances[:300] == 0).all()


def test_a_single_sample_has_none():
    neighbors, distances = nearest_neighbors(np.ones((1, 4), np.float32), 5)
    assert neighbors.shape == distances.shape == (1, 0)
