"""Colour: do two pictures have the same colours, wherever they are?"""

from __future__ import annotations

import numpy as np

TITLE = "Colour"
READS = (
    "How much of the two colour histograms overlaps: 1 minus their distance. Where the colours are does not matter, "
    "nor does any shape."
)
SOURCE = "Swain & Ballard 1991, doi:10.1007/BF00130487 (histogram intersection), 8 × 8 × 8 bins of RGB"

BINS = 8  # a channel, of 32 levels each


def prepare(thumbnails: np.ndarray) -> np.ndarray:
    """Pixels per bin: (b, 512) uint16."""
    levels = thumbnails.reshape(len(thumbnails), -1, 3) // (256 // BINS)
    places = (levels[..., 0].astype(np.int64) * BINS + levels[..., 1]) * BINS + levels[..., 2]
    places += np.arange(len(thumbnails))[:, None] * BINS**3
    counts = np.bincount(places.ravel(), minlength=len(thumbnails) * BINS**3)
    return counts.reshape(-1, BINS**3).astype(np.uint16)


def alike(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """Share of the pixels that the histograms have in common, (m,) float32 in [0, 1]."""
    common = np.minimum(first, second).sum(axis=1, dtype=np.int64)
    return (common / first.sum(axis=1, dtype=np.int64)).astype(np.float32)
