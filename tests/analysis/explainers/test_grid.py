"""The halving tree and the cells against shap's own tree and against counting."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.explainers.grid import GridMasker, cell_of_pixel, halving_tree


@pytest.mark.parametrize("cells", [2, 3, 4, 7, 8])
def test_tree_has_every_cell_once_under_each_node(cells):
    tree = halving_tree(cells)
    leaves: dict[int, set[int]] = {cell: {cell} for cell in range(cells**2)}
    for row, (left, right, _, count) in enumerate(tree):
        assert not leaves[int(left)] & leaves[int(right)]
        leaves[cells**2 + row] = leaves[int(left)] | leaves[int(right)]
        assert len(leaves[cells**2 + row]) == count
    assert leaves[cells**2 + len(tree) - 1] == set(range(cells**2))
    assert len(tree) == cells**2 - 1


def test_tree_splits_rows_first_then_columns():
    tree = halving_tree(2)
    assert [set(row[:2].astype(int)) for row in tree] == [{0, 1}, {2, 3}, {4, 5}]


@pytest.mark.parametrize(("size", "cells"), [((16, 16), 4), ((10, 7), 3), ((5, 9), 5)])
def test_cells_are_even_and_in_order(size, cells):
    cell = cell_of_pixel(size, cells)
    counts = np.bincount(cell.ravel(), minlength=cells**2)
    assert cell.shape == size and len(counts) == cells**2 and counts.min() > 0
    rows = np.bincount(cell[:, 0] // cells)
    assert rows.max() - rows.min() <= 1
    assert (np.diff(cell, axis=0) >= 0).all() and (np.diff(cell, axis=1) >= 0).all()


def test_masker_hands_bits_through():
    masker = GridMasker(2)
    (bits,) = masker(np.array([True, False, True, True]), np.ones(4))
    np.testing.assert_array_equal(bits, [[1, 0, 1, 1]])
    assert bits.dtype == np.float32 and masker.shape == (1, 4)
