"""Shared neighbors against sets in Python."""

from __future__ import annotations

import numpy as np

from analysis.similarity.overlap import neighbor_overlap


def test_it_is_the_size_of_the_sets_in_common():
    random = np.random.default_rng(0)
    first, second = (np.stack([random.permutation(30)[:7] for _ in range(40)]).astype(np.int32) for _ in range(2))
    wanted = [len(set(one) & set(two)) / 7 for one, two in zip(first.tolist(), second.tolist(), strict=True)]
    found = neighbor_overlap(first, second)
    assert found.tolist() == wanted and 0 < found.mean() < 1


def test_order_does_not_matter_and_none_in_common_is_zero():
    first = np.array([[4, 1, 9], [2, 3, 4]])
    assert neighbor_overlap(first, first[:, ::-1]).tolist() == [1, 1]
    assert neighbor_overlap(first, first + 20).tolist() == [0, 0]


def test_without_neighbors_there_is_no_share():
    assert np.isnan(neighbor_overlap(np.empty((3, 0), np.int32), np.empty((3, 0), np.int32))).all()
