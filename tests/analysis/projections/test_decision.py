"""The decision view: x is the logit to the last digit that was stored, y has nothing of it and is one direction."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from sklearn.decomposition import PCA
from sklearn.linear_model import LinearRegression

from analysis.contract import Unsupported
from analysis.projections import decision
from analysis.projections.contract import Embeddings
from tests.analysis.projections.drawn import embeddings_of, random_run


def _planes(run: Embeddings, **options) -> tuple[list[np.ndarray], dict]:
    projected = decision.project(run, **options)
    return [positions for _, positions in projected.parts], projected.facts


def test_x_is_the_difference_of_logits_and_its_sign_the_prediction():
    random = np.random.default_rng(0)
    values = random.normal(size=(3, 200, 6)).astype(np.float32)
    weights = random.normal(size=(6, 2))
    logits = values @ weights

    def log_scores(epoch: int) -> np.ndarray:
        return np.log(np.exp(logits[epoch]) / np.exp(logits[epoch]).sum(axis=1, keepdims=True)).astype(np.float32)

    run = replace(random_run(3, 200, 6, classes=2), read=values.__getitem__, margins=log_scores)
    planes, facts = _planes(run)
    for epoch, positions in enumerate(planes):
        np.testing.assert_allclose(positions[:, 0], logits[epoch, :, 1] - logits[epoch, :, 0], atol=2e-6)
        np.testing.assert_array_equal(positions[:, 0] > 0, log_scores(epoch).argmax(axis=1) == 1)
    assert facts["pair"] == ["class_0", "class_1"]
    assert facts["guides"] == [{"axis": "x", "value": 0.0, "words": "decision boundary: class_0 | class_1"}]


@pytest.mark.parametrize("components", [2, 3])
def test_the_rest_equals_pca_of_what_regression_on_the_margin_leaves(components):
    values = (np.random.default_rng(5).normal(size=(3, 250, 6)) * [5, 4, 2, 1, 1, 0.5] + 2).astype(np.float32)
    run = replace(embeddings_of(values), pair=("class_2", "class_0"))
    planes, facts = _planes(run, components=components)
    left = []
    for epoch, positions in enumerate(planes):
        scores = run.margins(epoch).astype(np.float64)
        margin = (scores[:, 0] - scores[:, 2])[:, None]
        np.testing.assert_allclose(positions[:, :1], margin, rtol=1e-6)
        fitted = LinearRegression().fit(margin, values[epoch].astype(np.float64)).predict(margin)
        left.append(values[epoch] - fitted + values[epoch].mean(axis=0, dtype=np.float64))
        share = left[-1].var(axis=0).sum() / values[epoch].var(axis=0, dtype=np.float64).sum()
        assert facts["left"][epoch] == pytest.approx(share, abs=1e-6)
        assert abs(np.corrcoef(positions[:, 0], positions[:, 1])[0, 1]) < 1e-6
    assert facts["correlation"] == pytest.approx([0, 0, 0], abs=1e-6)
    expected = facts["scale"] * PCA(components - 1, svd_solver="full").fit_transform(np.concatenate(left))
    found = np.concatenate(planes)[:, 1:]
    signs = np.sign((found * expected).sum(axis=0))
    np.testing.assert_allclose(found * signs, expected, atol=1e-4 * np.abs(expected).max())
    spreads = [np.mean([part[:, axis].var() for part in planes]) for axis in (0, 1)]
    assert spreads[0] == pytest.approx(spreads[1], rel=0.05)


def test_where_the_margin_is_all_there_is_nothing_is_left_for_y():
    planes, facts = _planes(random_run(1, 40, 1, classes=2))
    assert planes[0][:, 0].std() > 0
    np.testing.assert_array_equal(planes[0][:, 1], 0)
    planes, facts = _planes(random_run(3, 40, 1, classes=2))
    for positions in planes:
        np.testing.assert_allclose(positions[:, 1], positions[0, 1], atol=1e-5)
    assert facts["left"] == pytest.approx([0, 0, 0], abs=1e-6) and facts["correlation"] == [None, None, None]


def test_more_features_than_samples_and_dead_features():
    values = np.random.default_rng(0).normal(size=(2, 20, 60)).astype(np.float32)
    values[:, :, 30:] = 0
    planes, facts = _planes(embeddings_of(values))
    assert np.isfinite(planes).all() and facts["correlation"] == pytest.approx([0, 0], abs=1e-5)


def test_a_constant_margin_removes_nothing():
    run = replace(random_run(2, 40, 5), margins=lambda epoch: np.zeros((40, 3), np.float32))
    planes, facts = _planes(run)
    assert facts["left"] == [1, 1] and facts["scale"] == 1
    np.testing.assert_array_equal(np.stack(planes)[:, :, 0], 0)
    pca = PCA(1).fit(np.concatenate([run.read(0), run.read(1)]))
    assert np.concatenate(planes)[:, 1].var() == pytest.approx(pca.explained_variance_[0] * 79 / 80, rel=1e-4)


def test_one_class_is_refused_in_words():
    with pytest.raises(Unsupported, match=r"needs two classes\. The model has 1: class_0"):
        decision.project(random_run(classes=1))
