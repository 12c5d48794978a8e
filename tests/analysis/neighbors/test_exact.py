"""Neighbors equal brute force, ties and duplicates included, in every population and by both distances."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from sklearn.neighbors import NearestNeighbors

from analysis.neighbors import exact, nearest_lists, nearest_neighbors
from analysis.neighbors.whom import population


def brute_force(embeddings: np.ndarray, k: int) -> tuple[np.ndarray, np.ndarray]:
    wide = embeddings.astype(np.float64)
    distances = np.sqrt(((wide[:, None] - wide[None]) ** 2).sum(axis=-1))
    return nearest_of(distances, min(k, len(wide) - 1))


def cosine_distances(embeddings: np.ndarray) -> np.ndarray:
    wide = embeddings.astype(np.float64)
    lengths = np.linalg.norm(wide, axis=1, keepdims=True)
    unit = np.divide(wide, lengths, out=np.zeros_like(wide), where=lengths > 0)
    distances = ((unit[:, None] - unit[None]) ** 2).sum(axis=-1) / 2
    none = lengths[:, 0] == 0
    distances[none] = distances[:, none] = 1
    return distances


def nearest_of(distances: np.ndarray, k: int, forbidden: np.ndarray | None = None) -> tuple[np.ndarray, np.ndarray]:
    """The k nearest by a whole matrix of distances; -1 and NaN where too few are allowed."""
    distances = distances.copy()
    np.fill_diagonal(distances, np.inf)
    if forbidden is not None:
        distances[forbidden] = np.inf
    order = np.argsort(distances, axis=1, kind="stable")[:, :k]
    found = np.take_along_axis(distances, order, axis=1)
    return np.where(np.isinf(found), -1, order), np.where(np.isinf(found), np.nan, found)


@pytest.mark.parametrize(("n", "d", "k"), [(700, 32, 50), (1100, 5, 3), (40, 1280, 39), (2, 3, 1)])
@pytest.mark.parametrize("offset", [0.0, 1000.0])
def test_equal_to_brute_force(n, d, k, offset):
    embeddings = (np.random.default_rng(n).normal(size=(n, d)) + offset).astype(np.float32)
    neighbors, distances = nearest_neighbors(embeddings, k)
    expected, true = brute_force(embeddings, k)
    np.testing.assert_array_equal(neighbors, expected)
    np.testing.assert_allclose(distances, true, rtol=1e-6)
    assert neighbors.dtype == np.int32 and distances.dtype == np.float32


@pytest.mark.parametrize("metric", ["euclidean", "cosine"])
def test_equal_to_scikit_learn_over_several_tiles(metric, monkeypatch):
    monkeypatch.setattr(exact, "ROWS", 64)
    monkeypatch.setattr(exact, "COLUMNS", 96)
    embeddings = np.maximum(np.random.default_rng(1).normal(size=(500, 24)), 0).astype(np.float32)
    neighbors, distances = nearest_neighbors(embeddings, 20, metric=metric)
    true, expected = (
        NearestNeighbors(n_neighbors=20, algorithm="brute", metric=metric)
        .fit(embeddings.astype(np.float64))
        .kneighbors()
    )
    np.testing.assert_array_equal(neighbors, expected)
    np.testing.assert_allclose(distances, true, rtol=1e-5)


@settings(max_examples=60, deadline=None)
@given(
    arrays(np.int8, st.tuples(st.integers(2, 40), st.integers(1, 4)), elements=st.integers(-2, 2)), st.integers(1, 50)
)
def test_ties_go_by_row_number(points, k):
    neighbors, distances = nearest_neighbors(points.astype(np.float32), k)
    expected, true = brute_force(points.astype(np.float32), k)
    np.testing.assert_array_equal(neighbors, expected)
    np.testing.assert_allclose(distances, true, rtol=1e-6)


@settings(max_examples=60, deadline=None)
@given(
    arrays(np.int8, st.tuples(st.integers(2, 40), st.integers(1, 3)), elements=st.integers(-1, 1)),
    st.integers(1, 30),
    st.integers(0, 1000),
)
def test_every_population_under_ties_and_zero_vectors(points, k, seed):
    embeddings = points.astype(np.float32)
    n, random = len(points), np.random.default_rng(seed)
    groups = random.choice(["", "a", "b", "c"], n)
    splits = random.choice(["train", "validation", "test"], n)
    among = population(pd.DataFrame({"group": groups, "split": splits}))
    same = (groups[:, None] == groups[None]) & (groups[:, None] != "")
    barred = {
        "all": None,
        "other_groups": same,
        "train": np.broadcast_to(splits != "train", (n, n)),
        "validation": np.broadcast_to(splits != "validation", (n, n)),
    }
    wide = embeddings.astype(np.float64)
    for metric, distances in (
        ("euclidean", np.sqrt(((wide[:, None] - wide[None]) ** 2).sum(axis=-1))),
        ("cosine", cosine_distances(embeddings)),
    ):
        for name, (neighbors, found) in nearest_lists(embeddings, k, among, metric=metric).items():
            expected, true = nearest_of(distances, min(k, n - 1), barred[name])
            np.testing.assert_allclose(found, true, rtol=1e-6, atol=1e-12)
            if metric == "euclidean":  # the lengths of cosine are rounded: what is tied is so only nearly
                np.testing.assert_array_equal(neighbors, expected)
            else:
                again = np.where(neighbors < 0, np.nan, np.take_along_axis(distances, neighbors.clip(0), axis=1))
                np.testing.assert_allclose(again, true, atol=1e-12)


def test_more_duplicates_than_candidates():
    embeddings = np.concatenate([np.full((300, 8), 7.25), np.random.default_rng(0).normal(size=(50, 8))]).astype(
        np.float32
    )
    for metric in ("euclidean", "cosine"):
        neighbors, distances = nearest_neighbors(embeddings, 10, metric=metric)
        np.testing.assert_array_equal(neighbors[0], np.arange(1, 11))
        np.testing.assert_array_equal(neighbors[20], np.arange(10))
        assert (distances[:300] == 0).all()


def test_all_distances_equal():
    embeddings = np.eye(120, dtype=np.float32)
    for metric, apart in (("euclidean", np.sqrt(2)), ("cosine", 1.0)):
        neighbors, distances = nearest_neighbors(embeddings, 7, metric=metric)
        np.testing.assert_array_equal(neighbors[5], [0, 1, 2, 3, 4, 6, 7])
        np.testing.assert_allclose(distances, apart, rtol=1e-7)


def test_a_network_that_maps_all_to_one_point():
    for value in (0.0, 3.5):
        neighbors, distances = nearest_neighbors(np.full((3000, 16), value, np.float32), 5)
        np.testing.assert_array_equal(neighbors[3], [0, 1, 2, 4, 5])
        assert (distances == 0).all()
    assert (nearest_neighbors(np.zeros((40, 4), np.float32), 5, metric="cosine")[1] == 1).all()


def test_very_large_and_very_small_values():
    embeddings = np.random.default_rng(2).normal(size=(300, 12)).astype(np.float32)
    expected, _ = nearest_neighbors(embeddings, 10)
    for scale in (2.0**90, 2.0**-90):
        for metric in ("euclidean", "cosine"):
            neighbors, distances = nearest_neighbors(embeddings * np.float32(scale), 10, metric=metric)
            assert np.isfinite(distances).all()
            if metric == "euclidean":
                np.testing.assert_array_equal(neighbors, expected)


def test_a_sample_alone_in_its_population_has_fewer_neighbors():
    embeddings = np.arange(6, dtype=np.float32)[:, None] + 1
    samples = pd.DataFrame({"group": ["g", "g", "g", "", "", ""], "split": ["validation"] + ["train"] * 5})
    lists = nearest_lists(embeddings, 9, population(samples))
    assert {name: found[0].shape for name, found in lists.items()} == dict.fromkeys(lists, (6, 5))
    np.testing.assert_array_equal(lists["validation"][0][:2], [[-1] * 5, [0] + [-1] * 4])
    np.testing.assert_array_equal(lists["other_groups"][0][0], [3, 4, 5, -1, -1])
    np.testing.assert_array_equal(lists["other_groups"][1][0], [3, 4, 5, np.nan, np.nan])
    np.testing.assert_array_equal(lists["train"][0][0], [1, 2, 3, 4, 5])


def test_a_single_sample_has_none():
    neighbors, distances = nearest_neighbors(np.ones((1, 4), np.float32), 5)
    assert neighbors.shape == distances.shape == (1, 0)
