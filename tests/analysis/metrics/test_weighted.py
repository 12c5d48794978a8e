"""Each figure under weights against scikit-learn with samples really repeated."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn import metrics as reference

from analysis.metrics import summary
from analysis.metrics.weighted import prepare


def expected_figures(labels: np.ndarray, scores: np.ndarray) -> dict[str, float]:
    """The same figures from scikit-learn, and the calibration error bin by bin."""
    predictions = scores.argmax(axis=1)
    present = np.unique(labels)
    areas = [reference.roc_auc_score(labels == k, scores[:, k]) for k in present if len(present) > 1]
    figures = {
        "accuracy": reference.accuracy_score(labels, predictions),
        "balanced_accuracy": np.mean([np.mean(predictions[labels == k] == k) for k in present]),
        "macro_auroc": np.mean(areas) if areas else np.nan,
        "log_loss": reference.log_loss(labels, scores, labels=np.arange(scores.shape[1])),
        "expected_calibration_error": brute_force_calibration(scores.max(axis=1), predictions == labels),
    }
    if scores.shape[1] == 2:
        figures["auroc"] = reference.roc_auc_score(labels, scores[:, 1])
        figures["average_precision"] = reference.average_precision_score(labels, scores[:, 1])
    return figures


def brute_force_calibration(confidences: np.ndarray, correct: np.ndarray) -> float:
    total = 0.0
    for low in range(15):
        inside = (confidences > low / 15) & (confidences <= (low + 1) / 15)
        if inside.any():
            total += inside.sum() * abs(confidences[inside].mean() - correct[inside].mean())
    return total / len(confidences)


def test_values_are_scikit_learns(drawn):
    labels, scores = drawn
    found = summary(labels, scores, replicates=0)
    expected = expected_figures(labels, scores)
    assert set(found) == set(expected)
    for name, value in expected.items():
        assert found[name].value == pytest.approx(value, abs=1e-12), name


def test_weights_are_repetitions(drawn):
    labels, scores = drawn
    weights = np.random.default_rng(1).integers(0, 4, size=(len(labels), 5))
    figures = prepare(labels, scores, 0.0)
    for column in range(5):
        rows = np.repeat(np.arange(len(labels)), weights[:, column])
        expected = expected_figures(labels[rows], scores[rows])
        for name, value in expected.items():
            assert figures[name](weights.astype(float))[column] == pytest.approx(value, abs=1e-12), name


def test_float32_scores_are_clipped_at_their_resolution():
    labels = np.array([0, 1, 1])
    scores = np.array([[1.0, 0.0], [1.0, 0.0], [0.25, 0.75]], dtype=np.float32)
    expected = reference.log_loss(labels, scores)
    assert summary(labels, scores, replicates=0)["log_loss"].value == pytest.approx(expected, rel=1e-6)


def test_a_resample_without_a_class_is_left_out_not_drawn_as_nan():
    labels, scores = np.array([0, 0, 1]), np.array([[0.9, 0.1], [0.4, 0.6], [0.3, 0.7]])
    figures = prepare(labels, scores, 0.0)
    weights = np.array([[1.0, 2.0], [1.0, 1.0], [1.0, 0.0]])
    assert figures["auroc"](weights)[0] == 1.0 and np.isnan(figures["auroc"](weights)[1])
    assert figures["balanced_accuracy"](weights)[1] == pytest.approx(2 / 3)
