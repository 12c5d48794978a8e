"""Dark frames are measured, dark things in the picture are not."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.ndimage import label

from data.dark_border import DARK, dark_border


def bright() -> np.ndarray:
    return np.full((32, 32), 180, np.uint8)


def test_a_round_field():
    y, x = np.mgrid[:32, :32] - 15.5
    picture = np.where(np.hypot(y, x) < 16, bright(), 5).astype(np.uint8)
    picture[12:20, 12:20] = 0  # the lesion
    assert dark_border(picture[None])[0] == pytest.approx(1 - np.pi / 4, abs=0.02)


def test_bars():
    top_and_bottom, left = bright(), bright()
    top_and_bottom[:4] = top_and_bottom[-4:] = 0
    left[:, :2] = 0
    assert dark_border(np.stack([top_and_bottom, left])).tolist() == [8 / 32, 2 / 32]


def test_dark_things_that_are_no_border():
    inside, at_the_edge, one_corner, nearly = bright(), bright(), bright(), np.full((32, 32), DARK, np.uint8)
    inside[5:25, 5:25] = 0
    at_the_edge[10:20, :15] = 0
    one_corner[:8, :8] = 0
    assert dark_border(np.stack([inside, at_the_edge, one_corner, nearly])).tolist() == [0, 0, 0, 0]


def test_against_connected_components():
    noise = np.random.default_rng(0).integers(0, 60, (50, 32, 32)).astype(np.uint8)
    noise[:, :2] = noise[:, :, :2] = 0
    for picture, found in zip(noise, dark_border(noise), strict=True):
        parts, _ = label(picture < DARK)
        edge = {*parts[0], *parts[-1], *parts[:, 0], *parts[:, -1]} - {0}
        assert found == np.isin(parts, list(edge)).mean() > 0.1


def test_none():
    assert dark_border(np.zeros((0, 32, 32), np.uint8)).shape == (0,)
