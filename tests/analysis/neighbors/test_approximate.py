"""What the graph finds is measured and sorted exactly, keeps to the population, and its recall is a true share."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analysis.neighbors import nearest_lists
from analysis.neighbors.approximate import nearly_nearest, recall
from analysis.neighbors.whom import population

N, K = 1500, 12


@pytest.fixture(scope="module")
def embeddings() -> np.ndarray:
    random = np.random.default_rng(0)
    values = np.maximum(random.normal(size=(N, 24)) + random.normal(size=(6, 24))[np.arange(N) % 6] * 2, 0)
    values[[5, 700]] = 0
    return values.astype(np.float32)


@pytest.fixture(scope="module")
def among():
    rows = np.arange(N)
    groups = [f"g{row // 3}" if row % 7 else "" for row in rows]
    splits = np.array(["train", "validation", "test"])[np.minimum(rows % 5, 2)]
    return population(pd.DataFrame({"group": groups, "split": splits}))


@pytest.mark.parametrize("metric", ["euclidean", "cosine"])
def test_nearly_all_true_neighbors_are_found_in_every_population(embeddings, among, metric):
    pytest.importorskip("faiss")
    true = nearest_lists(embeddings, K, among, metric=metric)
    for name, (neighbors, distances) in nearly_nearest(embeddings, K, among, metric=metric, label="x").items():
        same = (neighbors[:, :, None] == true[name][0][:, None, :]).any(axis=2)
        assert same.mean() > 0.97, name
        assert (np.diff(distances, axis=1) >= 0).all() and (neighbors >= 0).all()
        whole = same.all(axis=1)
        np.testing.assert_array_equal(neighbors[whole], true[name][0][whole])
        np.testing.assert_array_equal(distances[whole], true[name][1][whole])


@pytest.mark.parametrize("metric", ["euclidean", "cosine"])
def test_recall_is_the_share_that_was_found(embeddings, among, metric):
    neighbors = nearest_lists(embeddings, K, among, metric=metric)["all"][0].copy()
    assert recall(embeddings, neighbors, metric=metric) == {"value": 1.0, "low": 1.0, "high": 1.0, "samples": 200}
    neighbors[:, : K // 4] = np.arange(N)[:, None]  # nobody is a neighbor of itself
    found = recall(embeddings, neighbors, metric=metric)
    assert found["value"] == found["low"] == found["high"] == 0.75
    neighbors[::2] = np.arange(0, N, 2)[:, None]
    half = recall(embeddings, neighbors, metric=metric)
    assert half["low"] < half["value"] < half["high"] and 0.25 < half["value"] < 0.5
