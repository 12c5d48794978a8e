"""The pictures that are asked again: of the training split, in its proportions, always the same."""

from types import SimpleNamespace

import numpy as np
import pandas as pd

from analysis.health.training_subset import batches, training_subset


def run(labels, split="train"):
    labels = np.asarray(labels)
    samples = pd.DataFrame({"sample": np.arange(len(labels)).astype(str)})
    inside = np.arange(len(labels)) % 5 > 0
    splits = ["train", "test"] if split == "train" else ["all"]
    return SimpleNamespace(
        labels=labels, samples=samples, splits=splits, rows=lambda name: np.flatnonzero(inside)
    )  # fmt: skip


def test_classes_keep_their_shares_and_rare_ones_stay():
    labels = np.repeat([0, 1, 2, -1], [4000, 900, 3, 100])
    rows = training_subset(run(labels), 200)
    assert len(set(rows)) == len(rows) and (rows % 5 > 0).all()
    assert np.bincount(labels[rows]).tolist() == [163, 37, 1]
    np.testing.assert_array_equal(rows, training_subset(run(labels), 200))
    assert (np.diff(rows) < 0).any()  # shuffled: a batch must not be one class


def test_few_samples_are_all_taken_and_undivided_runs_give_any():
    labels = np.repeat([0, 1], [30, 20])
    assert sorted(training_subset(run(labels), 200)) == [row for row in range(50) if row % 5]
    assert sorted(training_subset(run(labels, "all"), 200)) == list(range(50))


def test_batches_have_at_least_their_size():
    assert [len(batch) for batch in batches(512, 64)] == [64] * 8
    assert [len(batch) for batch in batches(140, 64)] == [70, 70]
    assert [len(batch) for batch in batches(10, 64)] == [10]
    np.testing.assert_array_equal(np.concatenate(batches(140, 64)), np.arange(140))
