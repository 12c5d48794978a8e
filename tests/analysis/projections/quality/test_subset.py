"""The subset is fixed, keeps rare classes whole, and says how it was drawn."""

from __future__ import annotations

import hashlib

import numpy as np
import pytest

from analysis.projections.quality.subset import choose


def labels_of(*counts: int, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).permutation(np.repeat(np.arange(len(counts)), counts)).astype(np.int64)


def test_few_samples_are_all_taken():
    subset = choose(np.zeros(30, np.int64), size=30)
    assert subset.rows.tolist() == list(range(30))
    assert subset.rule == "all samples"


def test_rare_classes_are_whole_and_the_others_in_proportion():
    labels = labels_of(60, 100, 2000, 6000)
    chosen = np.bincount(labels[choose(labels, size=1000).rows])
    assert chosen[:2].tolist() == [60, 100]
    assert chosen.sum() == 1000
    # 125 places each to the two large classes, the other 590 in proportion to their 1,875 and 5,875 other samples
    assert chosen[2:].tolist() == [125 + round(590 * 1875 / 7750), 125 + round(590 * 5875 / 7750)]


@pytest.mark.parametrize("counts", [(5000,), (30,) * 200, tuple(range(1, 201)), (4999, 1), (1,) * 1000])
def test_every_class_is_there_and_no_sample_twice(counts):
    labels = labels_of(*counts)
    subset = choose(labels, size=500)
    assert len(subset.rows) == len(set(subset.rows)) == 500
    assert (np.diff(subset.rows) > 0).all()
    if len(counts) <= 250:
        assert set(labels[subset.rows]) == set(labels)


def test_fixed_by_the_labels_alone_and_named_by_its_rows():
    labels = labels_of(300, 2000)
    first, second = choose(labels, size=400), choose(labels.copy(), size=400)
    assert first.facts == second.facts
    assert first.facts["id"] == hashlib.sha256(np.asarray(first.rows, "<i8").tobytes()).hexdigest()
    assert first.facts["size"] == 400
    assert "2,300" in first.facts["rule"]
    assert choose(labels_of(300, 2000, seed=1), size=400).facts["id"] != first.facts["id"]


def test_samples_without_a_known_label_are_a_class():
    labels = np.where(np.arange(3000) < 50, -1, 0).astype(np.int64)
    assert (labels[choose(labels, size=400).rows] == -1).sum() == 50
