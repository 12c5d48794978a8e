"""The nearest of one embedding against scikit-learn, with ties, zeros and fewer than asked for."""

import numpy as np
import pytest
from sklearn.metrics import pairwise_distances

from analysis.service import nearest as module
from analysis.service.nearest import nearest


@pytest.fixture
def embeddings():
    return np.random.default_rng(0).normal(size=(300, 12)).astype(np.float32)


@pytest.mark.parametrize("metric", ["euclidean", "cosine"])
def test_as_scikit_learn(embeddings, metric, monkeypatch):
    monkeypatch.setattr(module, "BLOCK", 37)
    one = embeddings[4] + np.float32(0.01)
    rows = np.arange(1, 300, 2)
    found, distances = nearest(one, embeddings, rows, 20, metric=metric)
    wanted = pairwise_distances(one[None].astype(float), embeddings[rows].astype(float), metric=metric)[0]
    order = np.argsort(wanted, kind="stable")[:20]
    np.testing.assert_array_equal(found, rows[order])
    np.testing.assert_allclose(distances, wanted[order], atol=1e-12)


@pytest.mark.parametrize("metric", ["euclidean", "cosine"])
def test_itself_is_at_no_distance_and_ties_go_by_row(embeddings, metric):
    embeddings = np.concatenate([embeddings, embeddings[4:5], embeddings[4:5]])
    found, distances = nearest(embeddings[4], embeddings, np.arange(302), 3, metric=metric)
    assert found.tolist() == [4, 300, 301] and (distances < 1e-12).all()


def test_zeros_lie_at_distance_one_by_cosine(embeddings):
    embeddings[7] = 0
    _, distances = nearest(embeddings[7], embeddings, np.arange(300), 5, metric="cosine")
    assert distances.tolist() == [1] * 5
    found, distances = nearest(embeddings[3], embeddings[:, :], np.array([7]), 5, metric="cosine")
    assert found.tolist() == [7] and distances.tolist() == [1]


def test_fewer_than_asked_for_and_all_alike():
    found, distances = nearest(
        np.ones(2, np.float32), np.zeros((4, 2), np.float32), np.arange(4), 9, metric="euclidean"
    )
    assert found.tolist() == [0, 1, 2, 3]
    np.testing.assert_allclose(distances, np.sqrt(2))
