"""Bars that add up to all samples."""

from __future__ import annotations

import numpy as np
import pytest

from dashboard.figures.kept_neighbors import BARS, kept_neighbors


@pytest.mark.parametrize("k", [1, 10, 24, 25, 50, 200])
def test_every_sample_stands_in_its_bar(k):
    kept = np.random.default_rng(0).integers(0, k + 1, 500)
    bars = kept_neighbors(kept, k).data[0]
    assert len(bars.x) <= BARS and sum(bars.y) == 500
    ends = [[int(end) for end in words.split(" to ")] for words in bars.text]
    assert ends[0][0] == 0 and ends[-1][-1] == k
    for span, count in zip(ends, bars.y, strict=True):
        assert count == ((kept >= span[0]) & (kept <= span[-1])).sum()


def test_dark_pages_have_their_own_grey():
    colors = {kept_neighbors(np.array([1, 2]), 3, dark=dark).data[0].marker.color for dark in (False, True)}
    assert len(colors) == 2
