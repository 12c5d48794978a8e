"""The table of nuisances: figures by hand, and intervals that cover where nothing is grouped by."""

from __future__ import annotations

import numpy as np
from sklearn.neighbors import NearestNeighbors

from analysis.looks.received import received, row_means
from analysis.nuisances.agreement import agreement, by_label, expected, given_by_label
from analysis.nuisances.columns import Column
from analysis.nuisances.table import COLUMNS, rows_of, verdicts_of


def table_of(values: np.ndarray, labels: np.ndarray, near: np.ndarray):
    column, n = Column("mark", "categorical", "metadata", values), len(values)
    line = by_label(expected(column, labels, np.arange(n)), labels, near)
    random = expected(column, np.zeros(n, int), np.arange(n))[:, 0]
    pairs = agreement(column, near)
    parts = {
        "agreement": (row_means(pairs)[None], received(pairs, near)[None]),
        "random": (random[None], np.stack([random, np.ones(n)], axis=1)[None]),
        "by_label": (row_means(line)[None], given_by_label(column, line, labels, near)[None]),
    }
    return rows_of("mark", "all", parts, [3], np.arange(n)), pairs.mean(), random.mean(), row_means(line).mean()


def test_figures_are_their_definitions_and_intervals_cover_where_nothing_is_grouped_by():
    """A mark that goes with the label alone, on neighbors that do too: beyond labels there is nothing."""
    random, n = np.random.default_rng(0), 300
    labels = random.integers(0, 2, n)
    embeddings = random.normal(size=(n, 8)) + 6 * labels[:, None] * (np.arange(8) == 0)
    near = NearestNeighbors(n_neighbors=10).fit(embeddings).kneighbors(return_distance=False)
    covered = 0
    for _ in range(25):
        marks = (random.random(n) < np.where(labels == 1, 0.9, 0.05)).astype(float)
        rows, mean, lots, line = table_of(marks, labels, near)
        row = rows.iloc[0]
        np.testing.assert_allclose(row[["mean", "random", "by_label"]].astype(float), [mean, lots, line])
        np.testing.assert_allclose(row["strength"], (mean - lots) / (1 - lots))
        np.testing.assert_allclose(row["beyond_label"], (mean - line) / (1 - line))
        assert row["strength_low"] > 0.3
        covered += row["beyond_label_low"] <= 0 <= row["beyond_label_high"]
    assert tuple(rows) == COLUMNS and row["known"] == n
    assert covered >= 22  # of 25; without both sides of the pairs about 15
    verdicts = verdicts_of(rows).set_index("line")
    assert verdicts.loc["random", "takes_hold"] == 3 and len(verdicts) == 2
