"""Perceptual hash: do two pictures have the same coarse layout?"""

from __future__ import annotations

import numpy as np

from analysis.looks.small_grey import small_grey
from data.perceptual_hash import BITS, perceptual_hash

TITLE = "Layout (perceptual hash)"
READS = (
    "Share of 64 bits in common, each of which says whether one coarse pattern of light is strong. "
    "Unrelated pictures share about half of them."
)
SOURCE = "Zauner 2010, section 3.2.1 (DCT hash)"


def prepare(thumbnails: np.ndarray) -> np.ndarray:
    """(b, 1) uint64."""
    return perceptual_hash(small_grey(thumbnails))[:, None]


def alike(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """1 minus the share of bits that differ, (m,) float32 in [0, 1]."""
    return (1 - np.bitwise_count(first[:, 0] ^ second[:, 0]) / BITS).astype(np.float32)
