"""Recomputed against logged accuracy."""

from types import SimpleNamespace

import pandas as pd
import pytest

from analysis.store.reader import Run
from dashboard.logged_check import check


def run(metrics, history):
    return SimpleNamespace(metrics=pd.DataFrame(metrics), history=pd.DataFrame(history))


def test_epochs_that_both_have_are_compared():
    found = check(
        run(
            {"epoch": [0, 1, 2, 5], "validation_accuracy": [0.1, 0.5, 0.6, 0.7]},
            {"epoch": [1, 2, 3, 5], "val_accuracy": [0.5, 0.61, 0.65, float("nan")]},
        )
    )
    assert found.epochs == [1, 2]
    assert found.agrees and found.epochs[found.worst] == 2


@pytest.mark.parametrize(("gap", "agrees"), [(0.019, True), (0.021, False), (-0.3, False)])
def test_more_than_two_points_are_a_mismatch(gap, agrees):
    metrics = {"epoch": [1, 2], "validation_accuracy": [0.5, 0.6]}
    found = check(run(metrics, {"epoch": [1, 2], "val_acc": [0.5, 0.6 + gap]}))
    assert found.agrees is agrees
    assert found.worst == 1


def test_what_is_missing_is_said():
    empty = pd.DataFrame({"epoch": []})
    assert "no validation accuracy" in check(run({"epoch": [1], "validation_accuracy": [0.5]}, empty)).missing
    logged = {"epoch": [1], "val_accuracy": [0.5]}
    assert "not recomputed yet" in check(run({"epoch": []}, logged)).missing
    assert "no validation split" in check(run({"epoch": [1], "all_accuracy": [0.5]}, logged)).missing
    assert "No complete epoch" in check(run({"epoch": [2], "validation_accuracy": [0.5]}, logged)).missing


def test_the_tiny_run_disagrees_on_purpose(tiny_run):
    found = check(Run(tiny_run))
    assert found.epochs == [1, 2, 5]
    assert not found.agrees
