"""A large and growing gap between training and validation."""

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from analysis.health import train_validation_gap
from tests.analysis.health.table import run, table


def judged(gaps, lows):
    validation = np.linspace(0.9, 0.5, len(gaps))
    one = run(metrics=pd.DataFrame({"epoch": range(len(gaps)), "validation_balanced_accuracy": validation}))
    columns = {"balanced_accuracy_gap": gaps, "balanced_accuracy_gap_low": lows}
    return train_validation_gap.judge(one, table(**columns, balanced_accuracy_gap_high=[gap + 0.1 for gap in gaps]))


def test_large_and_growing_is_flagged():
    found = judged([0.0, 0.05, 0.3, 0.35], [-0.1, -0.1, 0.19, 0.25])
    assert (found.level, found.epochs) == ("warning", [3])
    assert "0.35 [0.25, 0.45]" in found.words and "0.05 at epoch 1" in found.words
    assert "Validation was best at epoch 0 (0.900)" in found.words


def test_small_or_shrinking_is_fine():
    assert judged([0.0, 0.05, 0.3], [-0.1, -0.1, 0.2]).level == "fine"
    assert judged([0.0, 0.4, 0.3], [0.0, 0.3, 0.25]).level == "fine"
    assert "−0.20 [−0.30, −0.10]" in judged([0.0, -0.2], [0.0, -0.3]).words


def test_the_figure_is_a_difference_with_its_interval():
    ends = {"train_balanced_accuracy": 0.9, "train_balanced_accuracy_low": 0.87, "train_balanced_accuracy_high": 0.92}
    ends |= {"validation_balanced_accuracy": 0.6, "validation_balanced_accuracy_low": 0.56}
    metrics = pd.DataFrame([{"epoch": 3, **ends, "validation_balanced_accuracy_high": 0.64}])
    row = train_validation_gap.measure(SimpleNamespace(run=run(metrics=metrics), number=3))
    low = 0.3 - np.hypot(0.03, 0.04)  # Zou and Donner: squared distances to the ends that face each other
    assert row["balanced_accuracy_gap"] == pytest.approx(0.3) and row["balanced_accuracy_gap_low"] == pytest.approx(low)
    assert train_validation_gap.measure(SimpleNamespace(run=run(metrics=metrics), number=4)) == {}


def test_runs_without_both_splits_are_not_judged():
    assert train_validation_gap.judge(run(), table(embedding_norm=[1.0, 1.0])).level == "not_applicable"
    assert judged([0.5], [0.4]).level == "not_applicable"
