"""The dark frame that a microscope's round field or a scanner leaves around a picture."""

from __future__ import annotations

import numpy as np

DARK = 32  # grey levels of 255 below which a cell of the thumbnail counts as dark
CORNERS = 2  # of four; one bar at a side has two


def dark_border(thumbnails: np.ndarray) -> np.ndarray:
    """How much of each picture is dark and connected to its edge, where that reaches two corners of it or more.

    So dark lesions do not count, nor do dark things that touch an edge somewhere.

    Args:
        thumbnails: (n, y, x) uint8 grey levels.

    Returns:
        (n,) float64 share of the cells, in [0, 1].
    """
    dark = thumbnails < DARK
    reached = np.zeros_like(dark)
    reached[:, [0, -1], :] = dark[:, [0, -1], :]
    reached[:, :, [0, -1]] |= dark[:, :, [0, -1]]
    growing = np.flatnonzero(reached.any(axis=(1, 2)))
    while len(growing):
        grown = _grown(reached[growing]) & dark[growing]
        changed = (grown != reached[growing]).any(axis=(1, 2))
        reached[growing] = grown
        growing = growing[changed]
    corners = reached[:, [0, 0, -1, -1], [0, -1, 0, -1]].sum(axis=1)
    return reached.mean(axis=(1, 2)) * (corners >= CORNERS)


def _grown(mask: np.ndarray) -> np.ndarray:
    """The mask and its neighbors above, below, left and right."""
    grown = mask.copy()
    grown[:, 1:] |= mask[:, :-1]
    grown[:, :-1] |= mask[:, 1:]
    grown[:, :, 1:] |= mask[:, :, :-1]
    grown[:, :, :-1] |= mask[:, :, 1:]
    return grown
