"""Figures with intervals out of a table of epochs."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.metrics.estimates import UNDEFINED, Estimate
from dashboard.epoch_estimates import estimate, series

TABLE = pd.DataFrame(
    {
        "epoch": [0, 5], "mean": [0.1, 0.2], "low": [0.05, np.nan], "high": [0.15, np.nan],
        "change": [0.0, 0.1], "change_low": [0.0, 0.05], "change_high": [0.0, 0.2],
    }
)  # fmt: skip


def test_a_figure_of_one_epoch_with_its_ends():
    assert estimate(TABLE, 0) == Estimate(0.1, 0.05, 0.15)
    assert estimate(TABLE, 5) == Estimate(0.2, None, None)
    assert estimate(TABLE, 5, "change") == Estimate(0.1, 0.05, 0.2)
    assert estimate(TABLE, 3) == UNDEFINED


def test_a_figure_over_the_epochs():
    found = series(TABLE, "change")
    assert found.epochs == [0, 5]
    assert (list(found.values), list(found.low), list(found.high)) == ([0, 0.1], [0, 0.05], [0, 0.2])
