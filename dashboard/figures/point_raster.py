"""A cloud of points as a picture, without a browser: small multiples of epochs."""

from __future__ import annotations

import numpy as np

GROUNDS = ("#f1f3f4", "#1b2127")  # light and dark: the page's wash, so that each picture is a panel
FINE = 2  # pixels painted per pixel of the picture, each way: edges come out smooth
RIM = 0.03  # of the side, kept free
FEW, MANY = 1_000, 30_000  # points that are drawn large; and small


def square_of(positions: np.ndarray) -> tuple[np.ndarray, float]:
    """Middle and side of the square that holds every point of every epoch.

    Args:
        positions: (e, n, 2) float; places that are not finite are left out.

    Returns:
        (2,) float64 and a float above 0.
    """
    places = positions[np.isfinite(positions).all(axis=-1)].astype(np.float64)
    if not len(places):
        return np.zeros(2), 1.0
    low, high = places.min(axis=0), places.max(axis=0)
    return (low + high) / 2, float((high - low).max()) or 1.0


def paint(
    positions: np.ndarray, colors: np.ndarray, *, square: tuple[np.ndarray, float], size: int, dark: bool = False
) -> np.ndarray:
    """Paint points, the later ones over the earlier ones.

    Args:
        positions: (n, 2) float, up is up; those that are not finite are left out.
        colors: (n, 3) uint8.
        square: what `square_of` gave, the same for all pictures that are compared.
        size: edge of the picture, pixels.
        dark: for a dark page.

    Returns:
        (size, size, 3) uint8.
    """
    middle, side = square
    edge = size * FINE
    ground = GROUNDS[dark]
    canvas = np.empty((edge, edge, 3), np.uint8)
    canvas[:] = [int(ground[start : start + 2], 16) for start in (1, 3, 5)]
    shown = np.isfinite(positions).all(axis=1)
    scaled = (positions[shown].astype(np.float64) - middle) / side * (1 - 2 * RIM) + 0.5
    x = np.rint(scaled[:, 0] * (edge - 1)).astype(np.int64)
    y = np.rint((1 - scaled[:, 1]) * (edge - 1)).astype(np.int64)
    up, right = disc(radius(len(positions)))
    rows, columns = (y[:, None] + up).ravel(), (x[:, None] + right).ravel()
    inside = (rows >= 0) & (rows < edge) & (columns >= 0) & (columns < edge)
    flat = (rows * edge + columns)[inside]
    painted = np.repeat(colors[shown], len(up), axis=0)[inside]
    canvas.reshape(-1, 3)[flat] = painted  # where an index occurs twice numpy keeps the later value
    return canvas.reshape(size, FINE, size, FINE, 3).mean(axis=(1, 3)).round().astype(np.uint8)


def radius(count: int) -> float:
    """Radius of a disc on the fine canvas: 5 for few points, 2 for many."""
    if count <= FEW:
        return 5.0
    return float(np.interp(np.log(count), [np.log(FEW), np.log(MANY)], [5.0, 2.0]))


def disc(radius: float) -> tuple[np.ndarray, np.ndarray]:
    """Offsets (up, right) of the pixels of a disc: (p,) int64 each."""
    reach = int(np.floor(radius))
    up, right = np.mgrid[-reach : reach + 1, -reach : reach + 1]
    inside = up**2 + right**2 <= radius**2
    return up[inside], right[inside]
