"""Hair, bubbles and rim change what they cover and nothing else."""

from __future__ import annotations

import numpy as np
import pytest

from data.lesion_overlays import add_bubbles, add_hair, add_rim

SIZE = 128


@pytest.fixture
def picture() -> np.ndarray:
    return np.full((3, SIZE, SIZE), 0.7, np.float32)


def test_hair_is_thin_and_dark(picture):
    add_hair(np.random.default_rng(0), picture, 6)
    dark = (picture.mean(axis=0) < 0.5).mean()
    assert 0.002 < dark < 0.15 and picture.min() >= 0 and picture.max() <= 0.7 + 1e-6


def test_more_hair_covers_more(picture):
    few, many = picture.copy(), picture.copy()
    add_hair(np.random.default_rng(0), few, 1)
    add_hair(np.random.default_rng(0), many, 13)
    assert many.mean() < few.mean() < 0.7


def test_none_is_none(picture):
    before = picture.copy()
    add_hair(np.random.default_rng(0), picture, 0)
    add_rim(np.random.default_rng(0), picture, False)
    assert np.array_equal(picture, before)


def test_the_rim_is_round(picture):
    add_rim(np.random.default_rng(0), picture, True)
    brightness = picture.mean(axis=0)
    assert max(brightness[place] for place in ((0, 0), (0, -1), (-1, 0), (-1, -1))) < 0.05
    assert brightness[SIZE // 2, SIZE // 2] == pytest.approx(0.7)


def test_bubbles_come_sometimes_and_stay_in_range(picture):
    changed = 0
    for seed in range(40):
        copy = picture.copy()
        add_bubbles(np.random.default_rng(seed), copy)
        changed += not np.array_equal(copy, picture)
        assert copy.min() >= 0 and copy.max() <= 1
    assert 5 < changed < 25
