"""An outline as a short text: corners on a grid of 65,536 steps over the outline's own box, in base64."""

from __future__ import annotations

import base64
import binascii

import numpy as np

MOST = 192  # corners: 1,067 characters
LEVELS = 65_535


def pack(corners: np.ndarray) -> str:
    """Write an outline.

    Args:
        corners: (p, 2) float64, finite, at most `MOST`.
    """
    low = corners.min(axis=0)
    extent = corners.max(axis=0) - low
    steps = np.rint((corners - low) / np.where(extent > 0, extent, 1) * LEVELS).astype("<u2")
    content = np.concatenate([low, extent]).astype("<f8").tobytes() + steps.tobytes()
    return base64.urlsafe_b64encode(content).decode("ascii").rstrip("=")


def unpack(text: str) -> np.ndarray | None:
    """Read an outline: (p, 2) float64; None where the text, which may be anything, is not one."""
    content = decoded(text)
    if content is None or len(content) % 4 or not 32 + 3 * 4 <= len(content) <= 32 + MOST * 4:
        return None
    box = np.frombuffer(content[:32], "<f8").reshape(2, 2)
    if not np.isfinite(box).all() or (box[1] < 0).any() or np.abs(box).max() > 1e30:
        return None
    steps = np.frombuffer(content[32:], "<u2").reshape(-1, 2)
    return box[0] + steps * (box[1] / LEVELS)


def decoded(text: str) -> bytes | None:
    """The bytes of base64 for addresses, without its padding; None where it is none."""
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return None
