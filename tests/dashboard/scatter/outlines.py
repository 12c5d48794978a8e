"""Where samples are on the screen, and which of them an outline encloses: the tests' own arithmetic."""

from __future__ import annotations

import json

import numpy as np

from tests.dashboard.scatter.decoding import decode
from tests.dashboard.scatter.page import payload_of
from tests.dashboard.scatter.screen import PADDING, Screen

READ_CAMERA = """() => {
    const name = Object.keys(sessionStorage).find((key) => key.startsWith("epochscope.scatter/camera/"));
    return sessionStorage.getItem(name);
}"""


class Sight:
    """What the page with these samples and epochs shows at one epoch, under the camera of the moment."""

    def __init__(self, screen: Screen, samples: int, epochs: int, epoch: int = 0) -> None:
        self.screen = screen
        self.header, codes, self.labels, self.samples = decode(payload_of.__wrapped__(samples, epochs, ""))
        self.codes = codes[epoch].astype(float)

    def camera(self) -> dict[str, float]:
        """The camera that the browser tab remembers; it is written whenever the camera moves."""
        return json.loads(self.screen.page.evaluate(READ_CAMERA))

    def points(self) -> np.ndarray:
        """(n, 2) CSS pixels on the canvas."""
        x0, y0, x1, y1 = self.header["bounds"]
        camera, box = self.camera(), self.screen.box()
        scale = min((box["width"] - 2 * PADDING) / (x1 - x0), (box["height"] - 2 * PADDING) / (y1 - y0))
        shifted = (self.codes - [camera["x"], camera["y"]]) * scale * camera["zoom"] * [1, -1]
        return shifted + np.array([box["width"], box["height"]]) / 2

    def zoom(self, place: tuple[float, float], wheel: float) -> None:
        """Turn the wheel over a place, and wait until the camera has moved."""
        before = self.screen.page.evaluate(READ_CAMERA)
        self.screen.page.mouse.move(*self.screen.at(*place))
        self.screen.page.mouse.wheel(0, wheel)
        self.screen.page.wait_for_function(f"before => ({READ_CAMERA})() !== before", arg=before)

    def clickable(self, points: np.ndarray, *, left: bool | None = None) -> int:
        """The row that stands most alone where nothing lies over the canvas; in one half of it if asked for."""
        box = self.screen.box()
        (x, y), margin = points.T, 16
        free = (x > margin) & (y > 50) & (x < box["width"] - margin) & (y < box["height"] - margin)
        if left is not None:
            free &= (x < box["width"] / 2) == left
        apart = np.linalg.norm(points[:, None] - points[None], axis=2) + np.diag(np.full(len(points), np.inf))
        return int(np.where(free, apart.min(axis=1), -1).argmax())

    def ids(self, rows: np.ndarray) -> tuple[str, ...]:
        return tuple(self.samples[row] for row in rows)


def inside(points: np.ndarray, corners: list[tuple[float, float]]) -> np.ndarray:
    """Rows that the outline winds around an odd number of times: the sum of the angles that its edges are seen under.

    A row on the outline itself would be a matter of rounding; there must be none.
    """
    turns = np.zeros(len(points))
    for start, end in zip(corners, [*corners[1:], corners[0]], strict=True):
        a, b = np.subtract(start, points), np.subtract(end, points)
        turns += np.arctan2(a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0], (a * b).sum(axis=1))
        assert _distance(points, np.array(start, float), np.array(end, float)).min() > 1e-6
    return np.flatnonzero(np.rint(turns / (2 * np.pi)).astype(int) % 2)


def _distance(points: np.ndarray, start: np.ndarray, end: np.ndarray) -> np.ndarray:
    """Of every point to a stretch between two places."""
    along = end - start
    share = np.clip((points - start) @ along / max(along @ along, 1e-9), 0, 1)
    return np.linalg.norm(points - start - share[:, None] * along, axis=1)


def loop(center: tuple[float, float], radius: float, corners: int, seed: int) -> list[tuple[float, float]]:
    """A wobbly loop as a hand draws it, on whole pixels."""
    random = np.random.default_rng(seed)
    angles = np.arange(corners) * 2 * np.pi / corners
    reach = radius * random.uniform(0.55, 1, corners)
    places = np.rint(np.stack([np.cos(angles), np.sin(angles)], axis=1) * reach[:, None] + center)
    return [(float(x), float(y)) for x, y in places]


def drag(screen: Screen, way: list[tuple[float, float]], *, hold: str | None = None) -> None:
    """Press at the first place, go through all of them, let go at the last; with a key held if one is named."""
    page = screen.page
    if hold:
        page.keyboard.down(hold)
    page.mouse.move(*screen.at(*way[0]))
    page.mouse.down()
    for place in way[1:]:
        page.mouse.move(*screen.at(*place))
    page.mouse.up()
    if hold:
        page.keyboard.up(hold)
