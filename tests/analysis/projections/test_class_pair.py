"""Which classes are set against each other."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from analysis.contract import StoreError
from analysis.projections.class_pair import choose_pair
from tests.analysis.projections.drawn import random_run


def _guessing(labels: list[int], guesses: list[int], held_out: list[bool] | None = None):
    run = random_run(2, len(labels), 4, classes=4)
    scores = np.log(np.where(np.arange(4) == np.array(guesses)[:, None], 0.7, 0.1)).astype(np.float32)
    right = np.log(np.where(np.arange(4) == np.maximum(labels, 0)[:, None], 0.7, 0.1)).astype(np.float32)
    return replace(
        run,
        labels=np.array(labels),
        margins=lambda epoch: scores if epoch == 1 else right,
        held_out=None if held_out is None else np.array(held_out),
    )


def test_the_pair_confused_most_in_both_directions_the_rarer_on_the_right():
    pair = choose_pair(_guessing([1, 1, 1, 3, 3, 0, 2, 2, 2], [3, 3, 1, 1, 3, 0, 0, 0, 2]))
    assert (pair.left, pair.right, pair.columns) == ("class_1", "class_3", (1, 3))
    assert pair.rule == "most often confused at the last epoch: 3 of 9 samples"
    pair = choose_pair(_guessing([1, 3, 3, 3, 3], [3, 1, 3, 3, 3]))
    assert (pair.left, pair.right) == ("class_3", "class_1")


def test_only_held_out_samples_count():
    held_out = [False, False, False, True, True]
    pair = choose_pair(_guessing([0, 0, 0, 2, 2], [1, 1, 1, 3, 2], held_out))
    assert {pair.left, pair.right} == {"class_2", "class_3"}
    assert pair.rule.endswith("1 of 2 held-out samples")


def test_nothing_confused_gives_the_two_largest_classes():
    pair = choose_pair(_guessing([2, 2, 2, 0, 0, 1], [2, 2, 2, 0, 0, 1]))
    assert (pair.left, pair.right) == ("class_2", "class_0")
    assert pair.rule.startswith("no two classes are confused")


def test_samples_of_unknown_class_do_not_count():
    pair = choose_pair(_guessing([-1, -1, 1, 2], [0, 3, 2, 2]))
    assert {pair.left, pair.right} == {"class_1", "class_2"}


def test_a_pair_is_taken_as_asked_for():
    pair = choose_pair(replace(random_run(), pair=("class_2", "class_1")))
    assert (pair.left, pair.right, pair.columns) == ("class_2", "class_1", (2, 1))
    np.testing.assert_allclose(pair.margin(np.array([[0.0, 5.0, 3.0]], np.float32)), [2])


@pytest.mark.parametrize("pair", [("class_0", "class_9"), ("class_1", "class_1")])
def test_a_pair_that_cannot_be_is_refused(pair):
    with pytest.raises(StoreError, match=r"needs two different classes.*Its classes: class_0, class_1, class_2"):
        choose_pair(replace(random_run(), pair=pair))
