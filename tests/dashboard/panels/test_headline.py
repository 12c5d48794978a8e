"""The figures of an epoch come from the run's own table."""

import numpy as np
import pandas as pd
import pytest

from analysis.store import layout
from analysis.store.reader import Run
from analysis.store.writer import RunWriter
from dashboard.panels.headline import figures
from dashboard.selection import Selection
from tests.tiny_store import build


def test_values_and_intervals_of_the_epoch_and_split(tiny_run):
    run = Run(tiny_run)
    found = figures(run, Selection("tiny", 2, None, "test"))
    row = run.metrics[run.metrics["epoch"] == 2].iloc[0]
    assert list(found) == ["Balanced accuracy", "Macro AUROC", "Accuracy"]
    assert found["Macro AUROC"] == pytest.approx(
        (row["test_macro_auroc"], row["test_macro_auroc_low"], row["test_macro_auroc_high"])
    )


def test_an_epoch_without_figures_has_none(tiny_run):
    assert figures(Run(tiny_run), Selection("tiny", 99, None, "test")) == {}


def test_two_classes_show_one_auroc_and_missing_intervals_stay_missing(tmp_path):
    location = build(tmp_path / "run")
    table = pd.DataFrame({"epoch": [0], "test_macro_auroc": [0.7], "test_auroc": [0.7], "test_auroc_low": [None]})
    RunWriter(location, "run").table(layout.EPOCHS, table)
    found = figures(Run(location), Selection("run", 0, None, "test"))
    assert list(found) == ["AUROC"]
    assert found["AUROC"][0] == 0.7
    assert np.isnan(found["AUROC"][1:]).all()
