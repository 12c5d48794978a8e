"""Certain scores, and how many of them are wrong."""

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from scipy.stats import binomtest

from analysis.health import saturated_scores
from tests.analysis.health.table import run, table


def test_shares_of_the_held_out_samples():
    splits = np.repeat(["train", "validation", "test"], [10, 60, 40])
    labels = np.zeros(110, int)
    labels[-1] = -1  # unknown to the model
    scores = np.tile([0.6, 0.4], (110, 1))
    scores[:10] = [0.0, 1.0]  # certain and wrong, but trained on
    scores[10:30] = [0.9995, 0.0005]
    scores[30:35] = [0.0005, 0.9995]
    scores[35:40] = [0.999, 0.001]  # not above
    one = SimpleNamespace(samples=pd.DataFrame({"split": splits}), labels=labels)
    row = saturated_scores.measure(SimpleNamespace(run=one, scores=scores))
    assert row["saturated"] == pytest.approx(25 / 99) and row["saturated_wrong"] == pytest.approx(5 / 25)
    expected = binomtest(5, 25).proportion_ci(method="wilson")
    assert (row["saturated_wrong_low"], row["saturated_wrong_high"]) == pytest.approx((expected.low, expected.high))


def test_certain_errors_are_flagged_where_they_are_many():
    columns = {"saturated": [0.5, 0.04, 0.5, 0.5], "saturated_wrong": [0.5, 0.5, 0.0, 0.1]}
    ends = {"saturated_wrong_low": [0.4, 0.3, 0.0, 0.05], "saturated_wrong_high": [0.6, 0.7, 0.02, 0.2]}
    found = saturated_scores.judge(run(), table(**columns, **ends))
    assert (found.level, found.epochs) == ("warning", [3])
    assert "50 % of held-out pictures" in found.words and "10 % [5 %, 20 %] of them are wrong" in found.words


def test_certain_and_right_is_fine_and_so_is_nothing_certain():
    nan = float("nan")
    right = table(saturated=[0.0, 0.9], saturated_wrong=[nan, 0.0], saturated_wrong_low=[nan, 0.0],
                  saturated_wrong_high=[nan, 0.001])  # fmt: skip
    assert saturated_scores.judge(run(), right).level == "fine"
    assert saturated_scores.judge(run(), right[:1]).level == "fine"
    assert saturated_scores.judge(run(), table(embedding_norm=[1.0])).level == "not_applicable"
