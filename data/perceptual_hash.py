"""64 bits per picture that change little when the picture does, and the exact search for bits that are alike."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from data.progress import progress

SIDE = 32  # pixels of the grey thumbnail that is hashed
BITS = 64
_KEPT = 8  # lowest frequencies per axis, the constant left out
_BLOCK = 256  # rows compared with all others at once


def perceptual_hash(thumbnails: np.ndarray) -> np.ndarray:
    """The DCT hash: which of 8 × 8 low frequencies lie above their median.

    Args:
        thumbnails: (n, 32, 32) grey levels of any numeric type.

    Returns:
        (n,) uint64.

    Source: Zauner 2010, "Implementation and Benchmarking of Perceptual Image Hash Functions", section 3.2.1.
    """
    frequencies = _cosines() @ thumbnails.astype(np.float64) @ _cosines().T
    kept = frequencies.reshape(len(thumbnails), _KEPT * _KEPT)
    bits = kept > np.median(kept, axis=1, keepdims=True) if len(kept) else kept > 0
    return np.packbits(bits, axis=1).view(">u8").reshape(-1).astype(np.uint64)


def near_pairs(hashes: np.ndarray, radius: int) -> Iterator[tuple[np.ndarray, np.ndarray, np.ndarray]]:
    """All pairs of hashes that differ in at most `radius` bits, block by block; every pair once.

    Every pair is compared: 33,126 pictures are 549 million comparisons, about a second.

    Args:
        hashes: (n,) uint64.
        radius: 0..64 bits.

    Yields:
        (first (m,) int64 row numbers, second (m,) int64, always the larger, distance (m,) uint8 in bits).
    """
    starts = range(0, len(hashes), _BLOCK)
    for start in progress(starts, label="Comparing pictures", total=len(starts), unit="blocks"):
        block = hashes[start : start + _BLOCK]
        distance = np.bitwise_count(block[:, None] ^ hashes[None, start:])
        first, second = np.nonzero(distance <= radius)
        later = second > first
        first, second = first[later], second[later]
        yield first + start, second + start, distance[first, second]


def _cosines() -> np.ndarray:
    """Rows 1..8 of the type-II discrete cosine transform, not normalised: (8, 32)."""
    pixels, frequencies = np.arange(SIDE), np.arange(1, _KEPT + 1)
    return np.cos(np.pi * (2 * pixels[None, :] + 1) * frequencies[:, None] / (2 * SIDE))
