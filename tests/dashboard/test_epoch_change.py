"""What changed between two epochs, against loops over the samples."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.store.reader import Run
from dashboard.epoch_change import Change, change


@pytest.fixture
def found(tiny_run) -> Change:
    return change(Run(tiny_run), 0, 5)


def test_predictions_and_neighbors_are_those_of_the_store(tiny_run, found):
    run = Run(tiny_run)
    first, last = (run.scores(epoch).argmax(1) for epoch in (0, 5))
    labels = run.labels
    assert found.moved.tolist() == [one != other for one, other in zip(first, last, strict=True)]
    assert found.became_right == sum(a != y and b == y for a, b, y in zip(first, last, labels, strict=True)) > 0
    assert found.became_wrong == sum(a == y and b != y for a, b, y in zip(first, last, labels, strict=True))
    for row in range(len(labels)):
        before, after = set(run.neighbors(0)[row].tolist()), set(run.neighbors(5)[row].tolist())
        assert found.kept[row] == len(before & after)
        assert found.same_after[row] == sum(labels[other] == labels[row] for other in after)
    assert found.k == run.neighbors(0).shape[1]


def test_an_epoch_against_itself_has_not_changed(tiny_run):
    same = change(Run(tiny_run), 2, 2)
    assert not same.moved.any() and (same.kept == same.k).all()


def test_the_most_changed_come_first():
    kept, swing = np.array([3, 0, 1, 0, 0]), np.array([9, 1, 0, 4, 1])
    zero = np.zeros(5, np.int64)
    found = Change(zero, zero, zero, kept, zero, swing, 10)
    assert found.most_changed(4).tolist() == [3, 1, 4, 2]


def test_an_unknown_label_becomes_neither_right_nor_wrong():
    found = Change(np.array([0, 1]), np.array([1, 1]), np.array([-1, -1]), *[np.zeros(2, np.int64)] * 3, 1)
    assert (found.moved.sum(), found.became_right, found.became_wrong) == (1, 0, 0)
