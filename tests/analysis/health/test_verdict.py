"""Levels and the words around them."""

import pandas as pd
import pytest

from analysis.health import dead_features
from analysis.health.registry import CHECKS
from analysis.health.verdict import estimate, flagged, not_applicable, one_to_many, percent
from tests.analysis.health.table import table


@pytest.mark.parametrize(
    ("bad", "level", "epochs"),
    [([0, 0, 0], "fine", []), ([0, 1, 0], "note", [1]), ([1, 0, 1], "warning", [0, 2])],
)
def test_the_last_epoch_makes_a_warning(bad, level, epochs):
    rows = table(dead_features=[0.1, 0.2, float("nan")])
    found = flagged(dead_features, rows, pd.Series(bad, dtype=bool), fine="fine", words="Bad.", advice="Do.")
    assert (found.level, found.epochs, found.value) == (level, epochs, 0.2)
    assert found.advice == ("Do." if level == "warning" else "")
    assert found.check == "dead_features" and found.title == dead_features.TITLE and found.found


def test_every_check_goes_by_its_modules_name():
    for name, check in CHECKS.items():
        found = not_applicable(check, "No.")
        assert found.check == name and check.TITLE and check.FOUND.endswith(".")


def test_epochs_in_words():
    assert one_to_many([3]) == "epoch 3"
    assert one_to_many([1, 2]) == "epochs 1 and 2"
    assert one_to_many([1, 2, 3]) == "epochs 1 to 3"
    assert one_to_many([1, 2, 5]) == "epochs 1, 2 and 5"
    assert one_to_many([1, 3, 5, 7, 9, 11, 13]) == "7 epochs, the first 1, the last 13"


def test_numbers_in_words():
    assert (percent(0.05), percent(0.1234), percent(1)) == ("5 %", "12.3 %", "100 %")
    assert estimate(-0.2, -0.3, 0.0) == "−0.20 [−0.30, 0.00]"
