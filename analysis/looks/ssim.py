"""Structural similarity: is light and dark in the same places?"""

from __future__ import annotations

import numpy as np

from analysis.looks.small_grey import SIDE, small_grey

TITLE = "Structure (SSIM)"
READS = (
    "Whether light and dark lie in the same places, on grey pictures of 32 × 32 pixels. "
    "The same lesion turned or moved counts as different."
)
SOURCE = "Wang et al. 2004, doi:10.1109/TIP.2003.819861, eq. 13; Gaussian window of 11 pixels, sigma 1.5"

WINDOW, SIGMA = 11, 1.5  # pixels
K1, K2, RANGE = 0.01, 0.03, 255.0
INSIDE = SIDE - WINDOW + 1  # places where the window fits whole


def prepare(thumbnails: np.ndarray) -> np.ndarray:
    """Grey levels with their local means and variances: (b, 32 * 32 + 2 * 22 * 22) float32."""
    grey = small_grey(thumbnails)
    means = _windowed(grey)
    variances = np.maximum(_windowed(grey * grey) - means * means, 0)
    return np.concatenate([part.reshape(len(grey), -1) for part in (grey, means, variances)], axis=1)


def alike(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """Mean SSIM of pairs, (m,) float32 in [-1, 1]."""
    (grey, mean, variance), (other_grey, other_mean, other_variance) = _parts(first), _parts(second)
    product = mean * other_mean
    covariance = _windowed(grey * other_grey) - product
    c1, c2 = (K1 * RANGE) ** 2, (K2 * RANGE) ** 2
    above = (2 * product + c1) * (2 * covariance + c2)
    below = (mean * mean + other_mean * other_mean + c1) * (variance + other_variance + c2)
    return np.minimum((above / below).mean(axis=(1, 2)), 1).astype(np.float32)


def _parts(rows: np.ndarray) -> tuple[np.ndarray, ...]:
    grey, means, variances = np.split(rows, [SIDE * SIDE, SIDE * SIDE + INSIDE * INSIDE], axis=1)
    shape = (-1, INSIDE, INSIDE)
    return grey.reshape(-1, SIDE, SIDE), means.reshape(shape), variances.reshape(shape)


def _windowed(pictures: np.ndarray) -> np.ndarray:
    """Gaussian-weighted local means where the window fits whole: (b, 22, 22)."""
    return _BAND @ pictures @ _BAND.T


def _band() -> np.ndarray:
    weights = np.exp(-0.5 * ((np.arange(WINDOW) - WINDOW // 2) / SIGMA) ** 2)
    weights /= weights.sum()
    band = np.zeros((INSIDE, SIDE), np.float32)
    for place in range(INSIDE):
        band[place, place : place + WINDOW] = weights
    return band


_BAND = _band()
