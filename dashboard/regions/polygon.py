"""Closed outlines: which places they hold, and which corners matter."""

from __future__ import annotations

import numpy as np


def inside(places: np.ndarray, corners: np.ndarray) -> np.ndarray:
    """Which places an outline holds, by the even-odd rule, the same as in the scatter.

    Args:
        places: (n, 2) float64; NaN is outside.
        corners: (p, 2) float64; the last is joined to the first.

    Returns:
        (n,) bool.
    """
    boxed = ((places >= corners.min(axis=0)) & (places <= corners.max(axis=0))).all(axis=1)
    near = np.flatnonzero(boxed)
    x, y = places[near].T
    odd = np.zeros(len(near), bool)
    for start, end in zip(corners, np.roll(corners, -1, axis=0), strict=True):
        (x0, y0), (x1, y1) = (start, end) if start[1] < end[1] else (end, start)
        if y0 == y1:
            continue  # crosses no horizontal line
        odd ^= (y >= y0) & (y < y1) & (x < x0 + (y - y0) * ((x1 - x0) / (y1 - y0)))
    found = np.zeros(len(places), bool)
    found[near] = odd
    return found


def significance(corners: np.ndarray) -> np.ndarray:
    """The tolerance up to which an outline keeps each corner when it is simplified; infinite for the two anchors.

    Args:
        corners: (p, 2) float64.

    Returns:
        (p,) float64, units of the corners.

    Source: Douglas & Peucker 1973, doi:10.3138/FM57-6770-U75U-7727, on the ring from its first corner to the one
        farthest from it and back.
    """
    found = np.zeros(len(corners))
    far = int(np.hypot(*(corners - corners[0]).T).argmax())
    found[[0, far]] = np.inf
    ring = np.append(np.arange(len(corners)), 0)
    open_ = [(0, far, np.inf), (far, len(corners), np.inf)]
    while open_:
        first, last, limit = open_.pop()
        if last - first < 2:
            continue
        between = ring[first + 1 : last]
        distances = _distance(corners[between], corners[ring[first]], corners[ring[last]])
        middle = int(distances.argmax())
        kept = min(limit, float(distances[middle]))
        found[between[middle]] = kept
        open_ += [(first, first + 1 + middle, kept), (first + 1 + middle, last, kept)]
    return found


def _distance(places: np.ndarray, start: np.ndarray, end: np.ndarray) -> np.ndarray:
    """Of every place to the stretch between two corners: (p,)."""
    along = end - start
    length = float(along @ along)
    share = np.clip((places - start) @ along / length, 0, 1) if length else np.zeros(len(places))
    return np.hypot(*(places - start - share[:, None] * along).T)
