"""ROC and PR curves against scikit-learn, and what is said where there is none."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn import metrics as reference

from analysis.metrics import pr_curve, roc_curve
from tests.analysis.metrics.conftest import draw


def test_roc_is_scikit_learns(drawn):
    labels, scores = drawn
    for index in range(scores.shape[1]):
        curve = roc_curve(labels, scores, index)
        x, y, thresholds = reference.roc_curve(labels == index, scores[:, index])
        np.testing.assert_allclose(curve.x, x, atol=1e-12)
        np.testing.assert_allclose(curve.y, y, atol=1e-12)
        np.testing.assert_allclose(curve.thresholds, thresholds, atol=1e-12)
        assert curve.area == pytest.approx(reference.roc_auc_score(labels == index, scores[:, index]), abs=1e-12)
        assert curve.area_low < curve.area < curve.area_high
        assert curve.reason == ""


def test_pr_is_scikit_learns(drawn):
    labels, scores = drawn
    for index in range(scores.shape[1]):
        curve = pr_curve(labels, scores, index)
        precision, recall, thresholds = reference.precision_recall_curve(labels == index, scores[:, index])
        np.testing.assert_allclose(curve.x[::-1], recall, atol=1e-12)
        np.testing.assert_allclose(curve.y[::-1], precision, atol=1e-12)
        np.testing.assert_allclose(curve.thresholds[:0:-1], thresholds, atol=1e-12)
        expected = reference.average_precision_score(labels == index, scores[:, index])
        assert curve.area == pytest.approx(expected, abs=1e-12)
        assert curve.prevalence == pytest.approx(np.mean(labels == index))
        assert curve.area_low < curve.area < curve.area_high


def test_curves_take_float32_and_have_one_threshold_a_point(drawn):
    labels, scores = drawn
    for curve in (roc_curve(labels, scores.astype(np.float32), 0), pr_curve(labels, scores.astype(np.float32), 0)):
        assert len(curve.x) == len(curve.y) == len(curve.thresholds)
        assert np.isinf(curve.thresholds[0]) and np.isfinite(curve.thresholds[1:]).all()
        assert np.isfinite(curve.x).all() and np.isfinite(curve.y).all()


@pytest.mark.parametrize("curve_of", [roc_curve, pr_curve])
@pytest.mark.parametrize(
    ("labels", "fill", "words", "prevalence"),
    [
        ([0, 0, 0], 0.5, "no sample here", 0.0),
        ([1, 1, 1], 0.5, "every sample here", 1.0),
        ([0, 1, 1], np.nan, "no numbers", 2 / 3),
        ([], 0.5, "No samples", None),
    ],
    ids=["none", "all", "diverged", "empty"],
)
def test_no_curve_says_why(curve_of, labels, fill, words, prevalence):
    labels = np.array(labels, dtype=int)
    curve = curve_of(labels, np.full((len(labels), 2), fill), 1)
    assert words in curve.reason
    assert (curve.area, curve.area_low, curve.area_high) == (None, None, None)
    assert len(curve.x) == len(curve.y) == len(curve.thresholds) == 0
    assert curve.prevalence == (prevalence if prevalence is None else pytest.approx(prevalence))


def test_constant_scores_are_the_diagonal():
    labels = np.array([0, 1, 0, 1, 1])
    curve = roc_curve(labels, np.full((5, 2), 0.5), 1)
    np.testing.assert_array_equal(curve.x, [0, 1])
    np.testing.assert_array_equal(curve.y, [0, 1])
    assert curve.area == 0.5 and curve.area_low < 0.5 < curve.area_high


def test_average_precision_interval_counts_groups():
    labels, scores = draw(8, 120, 2)
    alone = pr_curve(labels, scores, 1)
    grouped = pr_curve(labels, scores, 1, groups=np.repeat(np.arange(40), 3))
    assert grouped.area == alone.area
    assert grouped.area_low < alone.area_low and grouped.area_high > alone.area_high
