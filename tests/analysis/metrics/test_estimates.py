"""The summary's values, its seed, its intervals' coverage and its undefined cases."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.contract import StoreError
from analysis.metrics import summary
from tests.analysis.metrics.conftest import draw, draw_lesions


def test_same_seed_same_interval_and_global_state_untouched(drawn):
    labels, scores = drawn
    before = np.random.get_state()[1].copy()
    first = summary(labels, scores, replicates=200, seed=4)
    np.testing.assert_array_equal(before, np.random.get_state()[1])
    assert summary(labels, scores, replicates=200, seed=4) == first
    assert summary(labels, scores, replicates=200, seed=5) != first


def test_intervals_surround_values(drawn):
    labels, scores = drawn
    for name, estimate in summary(labels, scores).items():
        assert estimate.low <= estimate.value <= estimate.high and estimate.low < estimate.high, name
        value, low, high = estimate
        assert (value, low, high) == estimate


def test_intervals_cover_when_lesions_are_resampled():
    """120 test sets of 100 lesions: resampling lesions covers the truth, resampling pictures does not."""
    truth = {name: e.value for name, e in summary(*draw_lesions(99, 100_000)[:2], replicates=0).items()}
    names = [name for name in truth if name != "expected_calibration_error"]
    by_lesion, by_picture = dict.fromkeys(names, 0), dict.fromkeys(names, 0)
    for seed in range(120):
        labels, scores, lesions = draw_lesions(seed, 100)
        for hits, groups in ((by_lesion, lesions), (by_picture, None)):
            found = summary(labels, scores, groups, replicates=200, seed=seed)
            for name in names:
                hits[name] += found[name].low <= truth[name] <= found[name].high
    assert min(by_lesion.values()) / 120 > 0.87
    assert np.mean(list(by_lesion.values())) / 120 > 0.9
    assert np.mean(list(by_picture.values())) / 120 < np.mean(list(by_lesion.values())) / 120 - 0.03


def test_samples_without_group_are_alone():
    labels, scores = draw(2, 50, 3)
    alone = summary(labels, scores, replicates=50)
    assert summary(labels, scores, np.array([""] * 50), replicates=50) == alone
    assert summary(labels, scores, np.array([None] * 50, dtype=object), replicates=50) == alone


def test_blocks_do_not_change_the_kind_of_result(monkeypatch):
    labels, scores = draw(2, 50, 3)
    monkeypatch.setattr("analysis.metrics.estimates.BLOCK", 350)
    found = summary(labels, scores, replicates=100)
    assert all(estimate.low <= estimate.value <= estimate.high for estimate in found.values())


def test_no_replicates_no_intervals():
    labels, scores = draw(2, 50, 3)
    assert all(e.low is None and e.high is None for e in summary(labels, scores, replicates=0).values())


@pytest.mark.parametrize("fill", [np.nan, np.inf])
def test_diverged_scores_are_undefined(fill):
    found = summary(np.array([0, 1]), np.full((2, 2), fill, dtype=np.float32))
    assert set(found.values()) == {(None, None, None)}


def test_no_samples_are_undefined():
    assert set(summary(np.empty(0, dtype=int), np.empty((0, 3))).values()) == {(None, None, None)}


def test_one_class_has_accuracy_but_no_auroc():
    _, scores = draw(2, 40, 2)
    found = summary(np.ones(40, dtype=int), scores)
    assert found["auroc"] == found["macro_auroc"] == (None, None, None)
    assert found["accuracy"] == found["balanced_accuracy"]
    assert found["accuracy"].low < found["accuracy"].value


def test_perfect_figures_have_no_interval():
    labels = np.array([0, 1] * 10)
    scores = np.stack([1.0 - labels, labels], axis=1)
    assert summary(labels, scores)["accuracy"] == (1.0, None, None)


@pytest.mark.parametrize(
    ("labels", "scores", "groups", "words"),
    [
        ([0, 1], np.ones((3, 2)), None, r"2 labels\. Found \(3, 2\)"),
        ([0, 1], np.ones(2), None, "one column a class"),
        ([0, 2], np.full((2, 2), 0.5), None, "0 to 1"),
        ([0, 1], np.full((2, 2), 0.5), ["x"], "one a sample"),
    ],
)
def test_wrong_input_is_named(labels, scores, groups, words):
    with pytest.raises(StoreError, match=words):
        summary(np.array(labels), scores, groups)
