"""The planted mark: at the border, and only where its mask says."""

from __future__ import annotations

import numpy as np
import pytest

from data.lesion_marks import add_mark

SIZE = 192


@pytest.mark.parametrize("kind", ["ruler", "ink"])
def test_a_mark_changes_what_it_covers(kind):
    for seed in range(10):
        picture = np.full((3, SIZE, SIZE), 0.7, np.float32)
        mark = add_mark(np.random.default_rng(seed), picture, kind, SIZE / 16)
        changed = np.abs(picture - 0.7).max(axis=0) > 1e-6
        assert np.array_equal(changed, mark > 1e-6)
        assert 0.002 < (mark > 0.25).mean() < 0.12 and mark.max() > 0.5
        assert mark[48:-48, 48:-48].max() < 0.25, "it keeps to the border"


def test_marks_come_on_every_side():
    sides = set()
    for seed in range(24):
        mark = add_mark(np.random.default_rng(seed), np.ones((3, SIZE, SIZE), np.float32), "ink", SIZE / 16)
        rows, columns = np.nonzero(mark > 0.25)
        centre = np.array([rows.mean(), columns.mean()]) - SIZE / 2
        sides.add((int(np.argmax(np.abs(centre))), bool(centre[np.argmax(np.abs(centre))] > 0)))
    assert len(sides) == 4


def test_no_mark():
    picture = np.full((3, SIZE, SIZE), 0.7, np.float32)
    assert not add_mark(np.random.default_rng(0), picture, "none", 12.0).any() and (picture == np.float32(0.7)).all()
