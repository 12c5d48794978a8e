"""Agreement and both lines against loops over every pair."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.looks.received import row_means
from analysis.nuisances import agreement as module
from analysis.nuisances.agreement import agreement, by_label, expected, given_by_label
from analysis.nuisances.columns import Column

N = 40


def closeness(kind: str, one: float, other: float) -> float:
    return float(one == other) if kind == "categorical" else 1 - abs(one - other)


@pytest.fixture(params=["categorical", "numeric"])
def column(request) -> Column:
    random = np.random.default_rng(0)
    values = random.integers(0, 4, N).astype(float) if request.param == "categorical" else random.random(N)
    values[[3, 11, 12]] = np.nan
    return Column("any", request.param, "metadata", values)


@pytest.fixture
def labels() -> np.ndarray:
    return np.random.default_rng(1).integers(0, 3, N)


def known_means(column: Column, row: int, others) -> float:
    there = [other for other in others if other >= 0 and np.isfinite(column.values[other])]
    if not there or np.isnan(column.values[row]):
        return np.nan
    return np.mean([closeness(column.kind, column.values[row], column.values[other]) for other in there])


def test_agreement_is_the_mean_over_known_neighbors(column):
    neighbors = np.random.default_rng(2).integers(0, N, (N, 5))
    neighbors[0, 2:], neighbors[1], neighbors[2] = -1, -1, 11
    wanted = [known_means(column, row, neighbors[row]) for row in range(N)]
    np.testing.assert_allclose(row_means(agreement(column, neighbors)), wanted)
    assert np.isnan([wanted[1], wanted[2], wanted[3]]).all()


@pytest.mark.parametrize("groups", [np.arange(N), np.arange(N) // 3, np.arange(N) % 2])
def test_lines_are_means_over_all_others_of_a_label(column, labels, groups, monkeypatch):
    monkeypatch.setattr(module, "BLOCK", 4)  # a group of twenty in several blocks
    found = expected(column, labels, groups)
    for row in range(N):
        for label in range(3):
            others = [
                other if other != row and groups[other] != groups[row] and labels[other] == label else -1
                for other in range(N)
            ]
            np.testing.assert_allclose(found[row, label], known_means(column, row, others), atol=1e-9)


def test_by_label_replaces_each_neighbor_by_any_of_its_label(column, labels):
    table = expected(column, labels, np.arange(N))
    neighbors = np.random.default_rng(3).integers(0, N, (N, 6))
    neighbors[5, 4:] = -1
    wanted = [np.mean([table[row, labels[other]] for other in neighbors[row] if other >= 0]) for row in range(N)]
    line = by_label(table, labels, neighbors)
    known = np.isfinite(column.values)
    np.testing.assert_allclose(row_means(line)[known], np.array(wanted)[known])
    assert np.isnan(line[~known]).all()


def test_a_value_that_nobody_else_has_agrees_with_none():
    column = Column("any", "categorical", "metadata", np.array([0.0, 1.0, 1.0]))
    np.testing.assert_allclose(expected(column, np.zeros(3, int), np.arange(3))[:, 0], [0, 0.5, 0.5])
    found = expected(column, np.zeros(3, int), np.zeros(3, int))  # one group: there are no others
    assert np.isnan(found).all()


def test_each_sample_gives_to_the_line_as_any_of_its_label(column, labels):
    neighbors = np.random.default_rng(4).integers(0, N, (N, 6))
    line = by_label(expected(column, labels, np.arange(N)), labels, neighbors)
    known = np.isfinite(column.values)
    wanted = np.zeros((N, 2))
    for row in np.flatnonzero(known):
        for other in neighbors[row]:
            members = np.flatnonzero(known & (labels == labels[other]))
            for member in members:
                near = closeness(column.kind, column.values[row], column.values[member])
                wanted[member] += np.array([near, 1]) / (6 * len(members))
    np.testing.assert_allclose(given_by_label(column, line, labels, neighbors), wanted, atol=1e-9)
