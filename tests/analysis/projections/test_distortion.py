"""False and missing neighbors against a slow count, and on planes whose distortion is known."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.neighbors import nearest_neighbors
from analysis.projections.distortion import NEAR, false_and_missing


def test_equal_to_a_slow_count():
    random = np.random.default_rng(0)
    embeddings, positions = (
        random.normal(size=(120, 6)).astype(np.float32),
        random.normal(size=(120, 2)).astype(np.float32),
    )
    neighbors, _ = nearest_neighbors(embeddings, 30)
    on_plane, _ = nearest_neighbors(positions, 30)
    false, missing = false_and_missing(positions, neighbors)
    for row in range(120):
        assert false[row] == pytest.approx(1 - np.isin(on_plane[row, :NEAR], neighbors[row]).mean(), abs=1e-6)
        assert missing[row] == pytest.approx(1 - np.isin(neighbors[row, :NEAR], on_plane[row]).mean(), abs=1e-6)


def test_a_faithful_plane_has_none_and_a_random_one_almost_only():
    positions = np.random.default_rng(0).normal(size=(400, 2)).astype(np.float32)
    neighbors, _ = nearest_neighbors(positions, 20)
    false, missing = false_and_missing(positions, neighbors)
    assert false.max() == missing.max() == 0
    shuffled, _ = false_and_missing(np.random.default_rng(1).normal(size=(400, 2)).astype(np.float32), neighbors)
    assert shuffled.mean() > 0.9


def test_coinciding_samples_and_single_samples():
    neighbors, _ = nearest_neighbors(np.zeros((30, 2), np.float32), 29)
    false, missing = false_and_missing(np.zeros((30, 2), np.float32), neighbors)
    assert false.max() == missing.max() == 0
    assert [part.tolist() for part in false_and_missing(np.zeros((1, 2), np.float32), np.zeros((1, 0), np.int32))] == [
        [0],
        [0],
    ]
