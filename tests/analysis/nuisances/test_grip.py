"""The rule of taking hold and letting go, case by case."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.nuisances.grip import RULE, THRESHOLD, grip

EPOCHS = [0, 2, 3, 7]


@pytest.mark.parametrize(
    ("low", "wanted"),
    [
        ([0.2, 0.1, 0.0, -0.1], (0, 3)),
        ([0.0, 0.1, 0.0, 0.0], (2, 3)),
        ([0.0, 0.0, 0.0, 0.06], (7, None)),
        ([0.3, 0.3, 0.3, 0.3], (0, None)),
        ([0.3, 0.0, 0.3, 0.0], (0, 7)),
        ([0.05, 0.05, 0.05, 0.05], (None, None)),
        ([np.nan] * 4, (None, None)),
        ([0.3, np.nan, np.nan, np.nan], (0, 2)),
    ],
)
def test_the_rule(low, wanted):
    found = grip(EPOCHS, np.array([0.5, 0.4, 0.3, 0.2]), np.array(low))
    assert (found.takes_hold, found.lets_go) == wanted
    assert found.words.endswith("Strength 0.50 at epoch 0, 0.20 at epoch 7.")


def test_the_words_say_gaps_and_the_rule_its_threshold():
    words = grip(EPOCHS, np.ones(4), np.array([0.3, 0.0, 0.3, 0.0])).words
    assert words.startswith("Grouped by from epoch 0 on, the first one (not at 2); lets go at epoch 7.")
    assert grip([4], np.ones(1), np.ones(1)).words.startswith("Grouped by from epoch 4 on, the first one, and still")
    unknown = grip(EPOCHS, np.array([np.nan, 0.2, 0.2, 0.2]), np.full(4, np.nan)).words
    assert unknown == "Not grouped by at any epoch. Strength unknown at epoch 0, 0.20 at epoch 7."
    assert str(THRESHOLD) in RULE
