"""Regions on a plane as a picture of one epoch: their samples in color over all others in grey, and their outlines."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import streamlit as st
from PIL import Image, ImageDraw

from analysis.store.reader import Run
from dashboard.figures.point_raster import RIM, paint, square_of
from dashboard.plane import Plane, epochs_of, positions
from dashboard.regions.definition import Lasso
from dashboard.regions.kept import Kept
from dashboard.store_cache import key_of

GREYS = ("#c3c8cd", "#454d55")  # of the samples in no region, on light and dark
BOTH = ("#1b1f24", "#f2f4f6")  # of those in both


def pictures(
    run: Run, plane: Plane, epochs: Sequence[int], regions: Sequence[Kept], *, size: int, dark: bool = False
) -> np.ndarray:
    """Paint some epochs.

    Args:
        epochs: of the plane's projection.
        size: edge, pixels.

    Returns:
        (len(epochs), size, size, 3) uint8, all on one scale, which holds every sample at these epochs.
    """
    painted, known = [], epochs_of(run, plane.projection)
    square = square_of(positions(run, plane)[[known.index(epoch) for epoch in epochs]])
    for epoch in epochs:
        outlines = [
            (np.array(one.region.corners), one.color)
            for one in regions
            if isinstance(one.region, Lasso) and (one.region.plane, one.region.epoch) == (plane, epoch)
        ]
        content = tuple((one.color, one.rows.tobytes()) for one in regions)
        picture = _painted(run, key_of(run), plane, epoch, content, (*square[0].tolist(), square[1]), size, dark)
        painted.append(_outlined(picture, outlines, square))
    return np.stack(painted)


@st.cache_resource(max_entries=32, show_spinner=False)
def _painted(
    _run: Run,
    key: str,
    plane: Plane,
    epoch: int,
    content: tuple[tuple[str, bytes], ...],
    square: tuple[float, float, float],
    size: int,
    dark: bool,
) -> np.ndarray:
    places = positions(_run, plane)[epochs_of(_run, plane.projection).index(epoch)]
    colors = np.tile(_rgb(GREYS[dark]), (len(places), 1))
    rank = np.zeros(len(places), np.int64)
    for color, rows in content:
        at = np.frombuffer(rows, np.int64)
        rank[at] += 1
        colors[at] = _rgb(color)
    colors[rank > 1] = _rgb(BOTH[dark])
    order = np.argsort(rank, kind="stable")
    seen = (np.array(square[:2]), square[2])
    return paint(places[order], colors[order], square=seen, size=size, dark=dark)


def _outlined(
    picture: np.ndarray, outlines: list[tuple[np.ndarray, str]], square: tuple[np.ndarray, float]
) -> np.ndarray:
    if not outlines:
        return picture
    image = Image.fromarray(picture)
    draw, (middle, side), edge = ImageDraw.Draw(image), square, len(picture) - 1
    for corners, color in outlines:
        scaled = (corners - middle) / side * (1 - 2 * RIM) + 0.5
        ring = [(float(x) * edge, (1 - float(y)) * edge) for x, y in [*scaled, scaled[0]]]
        draw.line(ring, fill=color, width=3, joint="curve")
    return np.asarray(image)


def _rgb(color: str) -> np.ndarray:
    return np.array([int(color[start : start + 2], 16) for start in (1, 3, 5)], np.uint8)
