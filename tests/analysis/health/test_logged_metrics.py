"""Recomputed against logged accuracy."""

from types import SimpleNamespace

import pandas as pd
import pytest

from analysis.health import logged_metrics
from tests.analysis.health.table import run, table


def judged(recomputed, logged):
    gaps = [mine - theirs for mine, theirs in zip(recomputed, logged, strict=True)]
    return logged_metrics.judge(run(), table(recomputed_accuracy=recomputed, logged_accuracy=logged, logged_gap=gaps))


@pytest.mark.parametrize(("gap", "level"), [(0.019, "fine"), (0.021, "warning"), (-0.3, "warning")])
def test_more_than_two_points_are_a_mismatch(gap, level):
    found = judged([0.5, 0.6], [0.5, 0.6 + gap])
    assert found.level == level and f"{abs(gap):.3f} at epoch 1" in found.words
    assert ("--preprocess" in found.advice) == (level == "warning")


def test_epochs_that_lack_one_are_left_out():
    found = judged([0.1, 0.5, float("nan"), 0.7], [float("nan"), 0.4, 0.5, float("nan")])
    assert (found.level, found.epochs) == ("warning", [1])  # the last epoch that has both


def test_figures_come_from_the_metrics_and_the_log():
    metrics = pd.DataFrame({"epoch": [0, 1], "validation_accuracy": [0.1, 0.5]})
    history = pd.DataFrame({"epoch": [1, 2], "val_acc": ["0.25", None]})
    one = run(metrics=metrics, history=history, logged_accuracy="val_acc")
    row = logged_metrics.measure(SimpleNamespace(run=one, number=1))
    assert row == {"recomputed_accuracy": 0.5, "logged_accuracy": 0.25, "logged_gap": 0.25}
    assert pd.isna(logged_metrics.measure(SimpleNamespace(run=one, number=0))["logged_gap"])


def test_what_is_missing_is_said():
    nothing = table(logged_gap=[float("nan")])
    log = {"history": pd.DataFrame({"epoch": [1], "val_accuracy": [0.5]}), "logged_accuracy": "val_accuracy"}
    metrics = pd.DataFrame({"epoch": [2], "validation_accuracy": [0.5]})
    said = [logged_metrics.judge(run(**known), nothing).words for known in ({}, log, {**log, "metrics": metrics})]
    assert "no validation accuracy" in said[0]
    assert "no validation split" in said[1]
    assert "no complete epoch" in said[2]
