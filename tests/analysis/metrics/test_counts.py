"""Confusion matrix and class table against scikit-learn."""

from __future__ import annotations

import warnings

import numpy as np
import pytest
from sklearn import metrics as reference

from analysis.contract import StoreError
from analysis.metrics import class_table, confusion_matrix, predictions_at

NAMES = ["a", "b", "<script>", "d", "e", "f", "g"]


def test_confusion_matrix_is_scikit_learns(drawn):
    labels, scores = drawn
    predictions = predictions_at(scores)
    n_classes = scores.shape[1]
    found = confusion_matrix(labels, predictions, n_classes)
    assert found.dtype == np.int64
    np.testing.assert_array_equal(found, reference.confusion_matrix(labels, predictions, labels=np.arange(n_classes)))


def test_class_table_is_scikit_learns(drawn):
    labels, scores = drawn
    predictions = predictions_at(scores)
    classes = np.arange(scores.shape[1])
    table = class_table(labels, predictions, NAMES[: len(classes)])
    precision, recall, f1, support = reference.precision_recall_fscore_support(
        labels, predictions, labels=classes, zero_division=np.nan
    )
    np.testing.assert_allclose(table["sensitivity"], recall, rtol=1e-12)
    np.testing.assert_allclose(table["precision"], precision, rtol=1e-12)
    np.testing.assert_allclose(table["f1"], f1, rtol=1e-12)
    np.testing.assert_array_equal(table["support"], support)
    specificity = [reference.recall_score(labels != k, predictions != k) for k in classes]
    np.testing.assert_allclose(table["specificity"], specificity, rtol=1e-12)
    assert list(table.index) == NAMES[: len(classes)]


def test_every_interval_holds_its_value(drawn):
    labels, scores = drawn
    table = class_table(labels, predictions_at(scores), NAMES[: scores.shape[1]])
    for name in ("sensitivity", "specificity", "precision", "f1"):
        assert (table[f"{name}_low"] <= table[name]).all() and (table[name] <= table[f"{name}_high"]).all()
        assert (table[f"{name}_low"] < table[f"{name}_high"]).all()


def test_undefined_is_nan_without_a_warning():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        table = class_table(np.array([0, 0, 1]), np.array([0, 0, 0]), ["seen", "missed", "absent"])
    assert table.loc["seen", "sensitivity"] == 1.0
    assert table.loc["missed", "sensitivity"] == 0.0 and np.isnan(table.loc["missed", "precision"])
    assert np.isnan(table.loc["absent", ["sensitivity", "sensitivity_low", "precision", "f1", "f1_high"]]).all()
    assert table.loc["absent", "specificity"] == 1.0
    assert table.loc["missed", "f1"] == 0.0


def test_table_and_matrix_of_nothing():
    nothing = np.empty(0, dtype=int)
    assert confusion_matrix(nothing, nothing, 2).sum() == 0
    assert class_table(nothing, nothing, ["a", "b"])["sensitivity"].isna().all()


def test_threshold_decides_between_two_classes():
    scores = np.array([[0.7, 0.3], [0.5, 0.5], [0.1, 0.9]], dtype=np.float32)
    np.testing.assert_array_equal(predictions_at(scores), [0, 0, 1])
    np.testing.assert_array_equal(predictions_at(scores, 0.5), [0, 1, 1])
    np.testing.assert_array_equal(predictions_at(scores, 0.2), [1, 1, 1])
    np.testing.assert_array_equal(predictions_at(scores, 0.6, positive=0), [0, 1, 1])


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: predictions_at(np.full((2, 3), 1 / 3), 0.5), "two classes"),
        (lambda: predictions_at(np.array([[np.nan, np.nan], [0.5, 0.5]])), "1 of 2 samples .* diverged"),
        (lambda: confusion_matrix(np.array([0, -1]), np.array([0, 0]), 2), "labels .* 0 to 1"),
        (lambda: confusion_matrix(np.array([0, 1]), np.array([0, 7]), 2), "predictions .* such as 7"),
        (lambda: confusion_matrix(np.array([0.0, 1.0]), np.array([0, 1]), 2), "class index a sample"),
        (lambda: confusion_matrix(np.array([0, 1]), np.array([0]), 2), "belong together"),
    ],
)
def test_wrong_input_is_named(call, words):
    with pytest.raises(StoreError, match=words):
        call()
