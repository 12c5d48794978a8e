"""Since when a network groups by a trait, in words."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.nuisances.grip import THRESHOLD, grip
from dashboard.nuisance_words import held_words, holds

EPOCHS = [0, 1, 2, 5]


def bools(text: str) -> np.ndarray:
    return np.array([letter == "x" for letter in text])


@pytest.mark.parametrize(
    ("held", "beyond", "words"),
    [
        ("....", "....", "Never grouped by it."),
        ("xxxx", "xxxx", "Grouped by it at every epoch, beyond the labels too."),
        ("xxxx", "....", "Grouped by it at every epoch; beyond the labels never."),
        ("..xx", "..x.", "Grouped by it from epoch 2 on; beyond the labels from epoch 2 until it lets go at epoch 5."),
        ("xx..", "xx..", "Grouped by it from the start until it lets go at epoch 2, beyond the labels too."),
        ("x.xx", "x.xx", "Grouped by it from the start on, with gaps, beyond the labels too."),
    ],
)  # fmt: skip
def test_when_it_holds_and_lets_go(held, beyond, words):
    assert held_words(EPOCHS, bools(held), bools(beyond)) == words


def test_one_epoch_is_named():
    assert held_words([3], bools("x"), bools(".")) == "Grouped by it at epoch 3; beyond the labels never."


@pytest.mark.parametrize("pattern", ["....", "xxxx", "x...", "..xx", ".x..", "x.x."])
def test_the_rule_is_the_analysis_own(pattern):
    low = np.where(bools(pattern), 0.2, np.nan)
    held, found = holds(low, THRESHOLD), grip(EPOCHS, np.ones(4), low)
    assert ("lets go at epoch" in held_words(EPOCHS, held, held)) == (found.lets_go is not None)
    assert held.any() == (found.takes_hold is not None)
    if found.lets_go is not None:
        assert f"lets go at epoch {found.lets_go}" in held_words(EPOCHS, held, held)


def test_without_an_interval_it_never_holds():
    assert not holds([np.nan, 0.05, 0.0], 0.05).any() and holds([0.06], 0.05).all()
