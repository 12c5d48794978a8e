"""The table of looks: each figure against what its definition gives by hand."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.looks.table import COLUMNS, by_label, rows_of
from analysis.store.looks import BASELINES


@pytest.fixture
def table():
    random = np.random.default_rng(0)
    n = 200
    agreement = np.stack([np.full(n, 0.4), np.full(n, 0.9)]) + random.choice([-0.1, 0.1], (2, n))
    values = np.stack([random.normal(0.6, 0.05, n), random.normal(0.5, 0.05, n)])
    baselines = dict(zip(BASELINES, (random.normal(mean, 0.05, n) for mean in (0.3, 0.4, 0.2, 0.7)), strict=True))
    codes = np.arange(n) // 2
    return (
        values,
        agreement,
        baselines,
        rows_of("ssim", "all", values, agreement, epochs=[0, 4], baselines=baselines, codes=codes),
    )


def test_every_figure_is_its_definition(table):
    values, agreement, baselines, rows = table
    assert tuple(rows) == COLUMNS and rows["epoch"].tolist() == [0, 4]
    np.testing.assert_allclose(rows["mean"], values.mean(axis=1))
    np.testing.assert_allclose(rows["label_agreement"], agreement.mean(axis=1))
    expected = (agreement * baselines["same_label"] + (1 - agreement) * baselines["other_label"]).mean(axis=1)
    np.testing.assert_allclose(rows["by_label"], expected)
    np.testing.assert_allclose(rows["beyond_label"], values.mean(axis=1) - expected)
    np.testing.assert_allclose(rows["change"], [0, values[1].mean() - values[0].mean()])
    for name in BASELINES:
        np.testing.assert_allclose(rows[name], baselines[name].mean())
    for name in ("beyond_label", "by_label", *BASELINES):
        assert (rows[f"{name}_low"] < rows[name]).all() and (rows[name] < rows[f"{name}_high"]).all()
    assert np.isnan(rows["change_low"][0]) and rows["change_high"][1] < 0  # nothing to compare the first epoch with


def test_labels_are_no_line_of_their_own(table):
    _values, agreement, baselines, _ = table
    rows = rows_of("label", "all", agreement, agreement, epochs=[0, 4], baselines=baselines, codes=np.arange(200))
    assert rows["by_label"].isna().all() and (rows["mean"] == rows["label_agreement"]).all()


def test_a_baseline_that_is_not_needed_may_be_unknown():
    agreement, same, other = np.array([[1.0, 0.0, 0.5, np.nan]]), np.array([0.4, np.nan, np.nan, 1.0]), np.full(4, 0.1)
    found = by_label(agreement, same, np.array([np.nan, 0.1, 0.1, 0.1]))
    np.testing.assert_allclose(found, [[0.4, 0.1, np.nan, np.nan]])
    np.testing.assert_allclose(by_label(agreement[:, :1], same[:1], other[:1]), [[0.4]])
