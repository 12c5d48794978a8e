"""Which curves are drawn, from which table."""

from types import SimpleNamespace

import numpy as np
import pandas as pd

from analysis.store.reader import Run
from dashboard.curve_series import loss_curves, metric_curves, metric_names


def test_curves_are_the_tables_columns(tiny_run):
    run = Run(tiny_run)
    curves = metric_curves(run, "balanced_accuracy", "test")
    assert [curve.name for curve in curves] == ["train", "validation", "test"]  # the split in view lies on top
    assert [curve.loud for curve in curves] == [False, False, True]
    for curve in curves:
        table = run.metrics
        assert curve.epochs == [0, 1, 2, 5]
        np.testing.assert_array_equal(curve.values, table[f"{curve.name}_balanced_accuracy"])
        np.testing.assert_array_equal(curve.low, table[f"{curve.name}_balanced_accuracy_low"])
        np.testing.assert_array_equal(curve.high, table[f"{curve.name}_balanced_accuracy_high"])


def test_accuracy_stands_beside_the_logged_one(tiny_run):
    logged, *_ = metric_curves(Run(tiny_run), "accuracy", "validation")
    assert logged.logged and logged.epochs == [1, 2, 5]
    assert logged.values.tolist() == [0.45, 0.6, 0.75]


def test_losses_as_logged(tiny_run):
    assert [(curve.name, curve.values.tolist()) for curve in loss_curves(Run(tiny_run))] == [
        ("train", [0.9, 0.6, 0.3]),
        ("validation", [1.0, 0.8, 0.7]),
    ]


def test_nothing_logged_and_columns_without_numbers():
    nothing = SimpleNamespace(history=pd.DataFrame({"epoch": []}))
    assert loss_curves(nothing) == []
    blank = SimpleNamespace(history=pd.DataFrame({"epoch": [1, 2], "loss": [1.0, 0.5], "val_loss": [np.nan, np.nan]}))
    assert [curve.name for curve in loss_curves(blank)] == ["train"]


def test_metric_names_are_without_split_and_interval(tiny_run):
    assert metric_names(Run(tiny_run)) == ["accuracy", "balanced_accuracy", "macro_auroc"]


def test_augmented_figures_are_no_metrics_of_their_own(tiny_run):
    run = Run(tiny_run)
    known = metric_names(run)
    run.__dict__["metrics"] = run.metrics.assign(test_tta_accuracy=0.5, test_tta_gain_accuracy=0.1)
    assert metric_names(run) == known
