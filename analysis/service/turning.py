"""Turning a picture upright as its EXIF mark says."""

from __future__ import annotations

import numpy as np


def turned(picture: np.ndarray, orientation: int) -> np.ndarray:
    """A picture as its camera was held.

    Args:
        picture: (y, x, channels), as stored.
        orientation: 1 (upright) to 8.

    Source: CIPA DC-008 (EXIF 2.32), tag 0x0112.
    """
    if orientation >= 5:
        picture = picture.swapaxes(0, 1)
    if orientation in (2, 3, 6, 7):
        picture = picture[:, ::-1]
    if orientation in (3, 4, 7, 8):
        picture = picture[::-1]
    return np.ascontiguousarray(picture)
