"""The table of looks: each figure against what its definition gives by hand."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.looks.received import received, row_means, same_label
from analysis.looks.table import COLUMNS, Both, Drawn, Measured, by_label, rows_of
from analysis.store.looks import BASELINES

N, K = 200, 5


@pytest.fixture
def table():
    random = np.random.default_rng(0)
    labels = np.arange(N) % 2
    nearest = [random.integers(0, N, (N, K)) for _ in range(2)]
    pairs = [random.normal(mean, 0.05, (N, K)) for mean in (0.6, 0.5)]
    agreed = [same_label(labels, near) for near in nearest]
    baselines = {
        name: Drawn(random.integers(0, N, (N, K)), random.normal(mean, 0.05, (N, K)))
        for name, mean in zip(BASELINES, (0.3, 0.4, 0.2, 0.7), strict=True)
    }
    values, agreement = (
        [Both(row_means(part), received(part, near)[:, 0]) for part, near in zip(parts, nearest, strict=True)]
        for parts in (pairs, agreed)
    )
    return Measured(values, agreement, nearest, labels), baselines


def rows(measure: str, measured: Measured, baselines: dict[str, Drawn]):
    return rows_of(measure, "all", measured, baselines, epochs=[0, 4], codes=np.arange(N) // 2)


def test_every_figure_is_its_definition(table):
    measured, baselines = table
    found = rows("ssim", measured, baselines)
    values, agreement = (np.stack([both.own for both in part]) for part in (measured.values, measured.agreement))
    means = {name: row_means(part.values) for name, part in baselines.items()}
    assert tuple(found) == COLUMNS and found["epoch"].tolist() == [0, 4]
    np.testing.assert_allclose(found["mean"], values.mean(axis=1))
    np.testing.assert_allclose(found["label_agreement"], agreement.mean(axis=1))
    expected = (agreement * means["same_label"] + (1 - agreement) * means["other_label"]).mean(axis=1)
    np.testing.assert_allclose(found["by_label"], expected)
    np.testing.assert_allclose(found["beyond_label"], values.mean(axis=1) - expected)
    np.testing.assert_allclose(found["change"], [0, values[1].mean() - values[0].mean()])
    for name in BASELINES:
        np.testing.assert_allclose(found[name], means[name].mean())
    for name in ("beyond_label", "by_label", *BASELINES):
        assert (found[f"{name}_low"] < found[name]).all() and (found[name] < found[f"{name}_high"]).all()
    assert np.isnan(found["change_low"][0]) and found["change_high"][1] < 0  # nothing to compare the first epoch with


def test_what_is_beyond_labels_is_of_those_whose_label_is_known(table):
    """The others look more alike here, which no label can be held against."""
    measured, baselines = table
    labels = np.where(np.arange(N) < 50, -1, measured.labels)
    agreement = [
        Both(row_means(found), received(found, near)[:, 0])
        for near in measured.nearest
        for found in [same_label(labels, near)]
    ]
    values = [Both(np.where(labels < 0, 0.9, both.own), both.received) for both in measured.values]
    found = rows("ssim", Measured(values, agreement, measured.nearest, labels), baselines)
    means = [row_means(baselines[name].values) for name in ("same_label", "other_label")]
    for place, (value, both) in enumerate(zip(values, agreement, strict=True)):
        line = by_label(both.own[None], *means)[0]
        known = np.isfinite(line)
        assert 100 < known.sum() < N - 49
        np.testing.assert_allclose(found["beyond_label"][place], (value.own - line)[known].mean())
    assert found["beyond_label_low"].notna().all()


def test_labels_are_no_line_of_their_own(table):
    found = rows("label", table[0]._replace(values=table[0].agreement), table[1])
    assert found["by_label"].isna().all() and (found["mean"] == found["label_agreement"]).all()


def test_a_baseline_that_is_not_needed_may_be_unknown():
    agreement, same, other = np.array([[1.0, 0.0, 0.5, np.nan]]), np.array([0.4, np.nan, np.nan, 1.0]), np.full(4, 0.1)
    found = by_label(agreement, same, np.array([np.nan, 0.1, 0.1, 0.1]))
    np.testing.assert_allclose(found, [[0.4, 0.1, np.nan, np.nan]])
    np.testing.assert_allclose(by_label(agreement[:, :1], same[:1], other[:1]), [[0.4]])
