"""SSIM against the formula written out window by window, and against what must hold of any similarity."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.looks import ssim
from analysis.looks.small_grey import small_grey


def written_out(first: np.ndarray, second: np.ndarray) -> float:
    """Wang et al. 2004, eq. 13, over every 11 × 11 window of two grey pictures, in float64."""
    steps = np.arange(11) - 5
    weights = np.exp(-(steps[:, None] ** 2 + steps[None] ** 2) / (2 * 1.5**2))
    weights /= weights.sum()
    values = []
    for top in range(len(first) - 10):
        for left in range(len(first) - 10):
            x, y = (part[top : top + 11, left : left + 11].astype(np.float64) for part in (first, second))
            mx, my = (weights * x).sum(), (weights * y).sum()
            vx, vy = (weights * (x - mx) ** 2).sum(), (weights * (y - my) ** 2).sum()
            cov = (weights * (x - mx) * (y - my)).sum()
            c1, c2 = (0.01 * 255) ** 2, (0.03 * 255) ** 2
            values.append((2 * mx * my + c1) * (2 * cov + c2) / ((mx**2 + my**2 + c1) * (vx + vy + c2)))
    return float(np.mean(values))


@pytest.fixture(scope="module")
def pictures() -> np.ndarray:
    random = np.random.default_rng(0)
    noise = random.integers(0, 256, (3, 96, 96, 3))
    smooth = np.add.outer(np.arange(96), np.arange(96))[..., None] + np.array([0, 20, 40])
    flat = np.full((96, 96, 3), 128)
    return np.stack([*noise, smooth, 255 - smooth, flat]).astype(np.uint8)


def test_pairs_equal_the_formula_written_out(pictures):
    rows, grey = ssim.prepare(pictures), small_grey(pictures)
    first, second = np.array([(0, 1), (0, 3), (3, 4), (3, 5), (1, 2)]).T
    expected = [written_out(grey[one], grey[other]) for one, other in zip(first, second, strict=True)]
    np.testing.assert_allclose(ssim.alike(rows[first], rows[second]), expected, atol=2e-4)
    np.testing.assert_array_equal(ssim.alike(rows[first], rows[second]), ssim.alike(rows[second], rows[first]))


def test_a_picture_is_like_itself_and_unlike_its_negative(pictures):
    rows = ssim.prepare(pictures)
    np.testing.assert_allclose(ssim.alike(rows, rows), 1, atol=1e-5)
    assert ssim.alike(rows[[3]], rows[[4]])[0] < 0
