"""Thumbnails as small grey pictures, which structure is compared on."""

from __future__ import annotations

import numpy as np

SIDE = 32  # pixels; a third of a thumbnail's side
LUMINANCE = np.array([0.299, 0.587, 0.114], np.float32)  # ITU-R BT.601


def small_grey(thumbnails: np.ndarray) -> np.ndarray:
    """Luminance, averaged over square blocks.

    Args:
        thumbnails: (b, y, x, 3) uint8, y and x multiples of 32.

    Returns:
        (b, 32, 32) float32 in [0, 255].
    """
    b, y, x, _ = thumbnails.shape
    blocks = thumbnails.reshape(b, SIDE, y // SIDE, SIDE, x // SIDE, 3).mean(axis=(2, 4), dtype=np.float32)
    return blocks @ LUMINANCE
