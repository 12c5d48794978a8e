"""Samples compared with all others in float64, those with the same embedding at once."""

from __future__ import annotations

import numpy as np

from analysis.neighbors import certain
from analysis.neighbors.whom import Whom, everybody


def test_the_same_embedding_is_measured_once(monkeypatch):
    embeddings = np.repeat(np.random.default_rng(0).normal(size=(3, 4)).astype(np.float32), [5, 5, 1], axis=0)
    measured = []

    def count(loop, given, start, stop):
        measured.append(given[2])
        loop(*given, (start, stop))

    monkeypatch.setattr(certain, "side_by_side", count)
    lists = np.full((11, 3), -1, np.int32), np.full((11, 3), np.nan)
    certain.settle(embeddings, np.ones(11), np.arange(10), lists, everybody(11), whom=Whom(), factor=1.0)
    assert len(measured) == 2 and {row // 5 for row in measured} == {0, 1}
    np.testing.assert_array_equal(lists[0][[0, 2, 9]], [[1, 2, 3], [0, 1, 3], [5, 6, 7]])
    assert (lists[1][:10] == 0).all()
    assert (lists[0][10] == -1).all()  # was not asked for
