"""The compiled loops, against numpy."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.neighbors.kernels import first_allowed, keep_along_columns, keep_along_rows, measure, replace_worst

N, WIDTH = 150, 6


def heaps() -> tuple[np.ndarray, np.ndarray]:
    return np.full((N, WIDTH), np.inf, np.float32), np.full((N, WIDTH), -1, np.int32)


def test_a_heap_keeps_the_best():
    values, rows = np.full(9, np.inf, np.float32), np.full(9, -1, np.int32)
    offered = np.random.default_rng(0).permutation(500).astype(np.float32)
    for row, value in enumerate(offered):
        if value < values[0]:
            replace_worst(values, rows, value, row)
    assert sorted(values) == list(range(9)) and values[0] == 8
    np.testing.assert_array_equal(offered[rows], values)


@pytest.mark.parametrize("inside", [(0, N), (40, 130)])
def test_a_tile_is_the_same_from_both_its_sides(inside):
    random = np.random.default_rng(1)
    product = random.normal(size=(N, N)).astype(np.float32)
    product += product.T
    np.fill_diagonal(product, -np.inf)
    halves, groups = random.random(N, dtype=np.float32), random.integers(-1, 4, N).astype(np.int32)
    by_row, by_column = heaps(), heaps()
    for top, left in [(0, 0), (0, 70), (80, 0), (80, 70)]:
        tile = product[top : 80 if top == 0 else N, left : 70 if left == 0 else N]
        seen = (np.ascontiguousarray(tile), halves, (top, left), inside)
        keep_along_rows(*seen, *by_row, groups, (0, tile.shape[0]))
        keep_along_columns(*seen, *by_column, groups, (0, tile.shape[1]))
    value = halves[None] - product
    value[(groups[:, None] == groups[None]) & (groups[:, None] >= 0)] = np.inf
    value[:, : inside[0]] = value[:, inside[1] :] = np.inf
    for values, rows in (by_row, by_column):
        np.testing.assert_array_equal(np.sort(values, axis=1), np.sort(value, axis=1)[:, :WIDTH])
        np.testing.assert_array_equal(np.take_along_axis(value, rows.astype(np.int64), axis=1), values)


def test_distances_are_measured_in_float64_and_zero_vectors_are_at_one():
    embeddings = (np.random.default_rng(2).normal(size=(30, 7)) + 100).astype(np.float32)
    embeddings[4] = 0
    out, wide = np.empty(30), embeddings.astype(np.float64)
    measure(embeddings, np.ones(30), 3, 1.0, out, (0, 30))
    np.testing.assert_allclose(out, ((wide - wide[3]) ** 2).sum(axis=1), rtol=1e-13)
    lengths = np.linalg.norm(wide, axis=1)
    scales = np.divide(1, lengths, out=np.zeros(30), where=lengths > 0)
    measure(embeddings, scales, 3, 0.5, out, (0, 30))
    np.testing.assert_allclose(out, 1 - wide @ wide[3] * scales * scales[3], atol=1e-14)
    assert out[4] == 1


def test_the_first_allowed_leave_out_the_sample_its_group_and_other_parts():
    order, distances = np.array([5, 4, 3, 2, 1, 0]), np.arange(6.0)
    parts, groups = np.array([0, 0, 1, 0, 0, 0], np.int32), np.array([-1, 7, -1, 7, 7, -1], np.int32)
    rows, found = np.full(4, -1, np.int32), np.full(4, np.nan)
    first_allowed(order, distances, 4, 0, parts, groups, rows, found)
    np.testing.assert_array_equal(rows, [5, 0, -1, -1])
    np.testing.assert_array_equal(found, [5, 0, np.nan, np.nan])
