"""Where the points of the display page must be, and what is asked of their pixels."""

from __future__ import annotations

import numpy as np

from tests.dashboard.scatter.display_page import trajectories
from tests.dashboard.scatter.screen import PADDING, Screen

SAMPLES, EPOCHS = 400, 5
REACH = 6  # CSS pixels that a point of 400 may cover around its place


def places(screen: Screen, epoch: int) -> np.ndarray:
    """(n, 2) CSS pixels of the samples at an epoch, from the positions themselves and not from the payload."""
    positions, _ = trajectories(SAMPLES, EPOCHS)
    low, high = positions.min(axis=(0, 1)), positions.max(axis=(0, 1))
    box = screen.box()
    room = np.array([box["width"], box["height"]]) - 2 * PADDING
    scale = (room / (high - low)).min()
    middle = np.array([box["width"], box["height"]]) / 2
    return (positions[epoch] - (low + high) / 2) * [scale, -scale] + middle


def around(points: np.ndarray, shape: tuple[int, ...], reach: float = REACH) -> np.ndarray:
    """(y, x) bool: pixels within `reach` of one of the points."""
    y, x = np.mgrid[: shape[0], : shape[1]]
    near = np.zeros(shape[:2], dtype=bool)
    for left, top in points:
        near |= (x + 0.5 - left) ** 2 + (y + 0.5 - top) ** 2 <= reach**2
    return near


def colored(pixels: np.ndarray, color: str, tolerance: int = 60) -> np.ndarray:
    """(y, x) bool: pixels of about a color."""
    wanted = np.array([int(color[k : k + 2], 16) for k in (1, 3, 5)])
    return np.abs(pixels.astype(int) - wanted).sum(axis=2) < tolerance


def choose(screen: Screen, style: str) -> None:
    screen.page.get_by_text(style, exact=True).click()
    screen.page.wait_for_timeout(600)


def entry(screen: Screen, name: str):
    return screen.page.locator(".legend button", has_text=name)
