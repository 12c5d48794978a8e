"""Neighbors kept against a slow count."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.projections.quality.kept import neighbors_kept


def test_equal_to_a_slow_count():
    random = np.random.default_rng(0)
    near, on_plane = (np.stack([random.permutation(40)[:9] for _ in range(40)]) for _ in range(2))
    slow = np.mean([len(set(a) & set(b)) / 9 for a, b in zip(near, on_plane, strict=True)])
    assert neighbors_kept(near, on_plane) == pytest.approx(slow, abs=1e-6)
    assert neighbors_kept(near, near[:, ::-1]) == 1
    assert neighbors_kept(near[:, :4], near[:, 4:8]) == 0
