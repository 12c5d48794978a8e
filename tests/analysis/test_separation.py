"""Separation against scikit-learn and the formulas written out."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis
from sklearn.metrics import silhouette_score

from analysis.separation import (
    MEASURED,
    between_within,
    neighbor_purity,
    participation_ratio,
    purity_by_chance,
    separation,
    silhouette,
)
from analysis.similarity.alignment import normalized

LABELS = np.repeat([0, 1, 2], [50, 30, 10])


@pytest.fixture
def drawn() -> np.ndarray:
    random = np.random.default_rng(0)
    spread = np.linspace(0.3, 2, 6)
    return (random.normal(0, spread, (90, 6)) + random.normal(0, 1.5, (3, 6))[LABELS]).astype(np.float32)


def measured(embeddings: np.ndarray, labels: np.ndarray) -> dict[str, float]:
    few = np.flatnonzero(labels >= 0)
    neighbors = np.argsort(((embeddings[:, None] - embeddings[None]) ** 2).sum(-1) + np.diag([np.inf] * len(labels)))
    return separation(embeddings, neighbors[:, :5], labels, few=few, weights=np.ones(len(few)))


def test_silhouette_is_that_of_scikit_learn_and_weights_count(drawn):
    assert silhouette(drawn, LABELS, np.ones(90)) == pytest.approx(silhouette_score(drawn, LABELS), abs=1e-5)
    first = np.where(LABELS == 0, 1.0, 0.0)
    near, far = (np.array([np.linalg.norm(drawn - drawn[row], axis=1)[label == LABELS].sum() for row in range(50)])
                 for label in (0, 1))  # fmt: skip
    third = np.array([np.linalg.norm(drawn - drawn[row], axis=1)[LABELS == 2].mean() for row in range(50)])
    own, other = near / 49, np.minimum(far / 30, third)
    assert silhouette(drawn, LABELS, first) == pytest.approx(np.mean((other - own) / np.maximum(own, other)), abs=1e-5)


def test_scatter_ratio_is_the_trace_of_the_two_matrices(drawn):
    parts = [drawn[label == LABELS].astype(np.float64) for label in range(3)]
    within = sum(np.cov(part.T, bias=True) * len(part) for part in parts)
    between = np.cov(drawn.T.astype(np.float64), bias=True) * 90 - within
    assert between_within(drawn, LABELS) == pytest.approx(np.trace(between) / np.trace(within), rel=1e-5)
    fitted = LinearDiscriminantAnalysis(solver="eigen", store_covariance=True).fit(drawn, LABELS)
    assert 90 * np.trace(fitted.covariance_) == pytest.approx(np.trace(within), rel=1e-4)


def test_purity_counts_neighbors_of_the_same_label():
    labels = np.array([0, 0, 1, -1])
    neighbors = np.array([[1, 2], [0, 3], [0, 1], [0, 1]])
    assert neighbor_purity(neighbors, labels) == pytest.approx((1 + 1 + 0) / 6)


def test_chance_is_the_purity_of_neighbors_drawn_by_lot():
    random = np.random.default_rng(1)
    labels = np.append(LABELS, [-1] * 10)
    found = []
    for _ in range(60):
        drawn = np.stack([random.permutation(np.delete(np.arange(100), row))[:20] for row in range(100)])
        found.append(neighbor_purity(drawn, labels))
    assert purity_by_chance(labels) == pytest.approx(np.mean(found), abs=4 * np.std(found) / np.sqrt(60))


@pytest.mark.parametrize("shape", [(90, 6), (9, 40)])
def test_participation_ratio_is_that_of_the_eigenvalues(shape):
    values = np.random.default_rng(2).normal(2, np.linspace(0.1, 3, shape[1]), shape).astype(np.float32)
    spectrum = np.linalg.eigvalsh(np.cov(values.T.astype(np.float64)))
    wanted = spectrum.sum() ** 2 / (spectrum**2).sum()
    assert participation_ratio(normalized(values)) == pytest.approx(wanted, rel=1e-4)


def test_all_figures_of_an_epoch(drawn):
    found = measured(drawn, LABELS)
    assert tuple(found) == MEASURED
    assert found["silhouette"] == pytest.approx(silhouette_score(drawn, LABELS), abs=1e-5)
    assert found["between_within"] == pytest.approx(between_within(drawn, LABELS), rel=1e-4)
    assert found["neighbor_purity"] > found["neighbor_purity_chance"]


def test_one_class_has_no_separation_but_a_width(drawn):
    found = measured(drawn, np.zeros(90, int))
    assert [name for name in MEASURED if np.isfinite(found[name])] == ["neighbor_purity_chance", "participation_ratio"]


@pytest.mark.parametrize("value", [0.0, 0.1])
def test_a_constant_embedding_has_nothing(value):
    found = measured(np.full((90, 6), value, np.float32), LABELS)
    assert [name for name in MEASURED if np.isfinite(found[name])] == ["neighbor_purity_chance"]


def test_classes_that_are_points_and_samples_that_are_classes_are_undefined(drawn):
    points = np.eye(3, 6, dtype=np.float32)[LABELS]
    assert np.isnan(between_within(points, LABELS))
    assert np.isnan(silhouette(drawn[:5], np.arange(5), np.ones(5)))


def test_one_sample_and_one_feature(drawn):
    assert not any(np.isfinite(value) for value in measured(drawn[:1], LABELS[:1]).values())
    found = measured(drawn[:, :1], LABELS)
    assert found["participation_ratio"] == pytest.approx(1) and np.isfinite(found["silhouette"])


def test_unknown_labels_are_left_out(drawn):
    some = LABELS.copy()
    some[::7] = -1
    found, known = measured(drawn, some), some >= 0
    assert found["silhouette"] == pytest.approx(silhouette_score(drawn[known], some[known]), abs=1e-5)
    assert found["between_within"] == pytest.approx(between_within(drawn[known], some[known]), rel=1e-3)
