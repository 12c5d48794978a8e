"""Looks at the scatter in a browser: opens the page, reads pixels, knows where a sample must be."""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import numpy as np

from dashboard.scatter.payload import MISSING

PADDING = 22  # CSS pixels inside the plot's frame, plot.js
READY = 20_000  # ms
QUIET = 1_500  # ms without a byte, after which nothing more is on its way
READ_PIXELS = """canvas => {
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    let text = "";
    for (let k = 0; k < data.length; k += 8192) text += String.fromCharCode(...data.subarray(k, k + 8192));
    return [canvas.width, canvas.height, btoa(text)];
}"""

COME_TO_REST = """async canvas => {
    const look = () => canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
    for (let tries = 0, before = look(); tries < 100; tries++) {
        await new Promise((resolve) => setTimeout(resolve, 80));
        const now = look();
        if (now.length === before.length && now.every((value, k) => value === before[k])) return true;
        before = now;
    }
    return false;
}"""


@dataclass
class Screen:
    """An open page and what it did: requests, bytes received, errors."""

    page: Any
    hosts: set[str] = field(default_factory=set)
    errors: list[str] = field(default_factory=list)
    received: int = 0

    def runs(self) -> int:
        return int(self.page.get_by_text(re.compile(r"^Runs: ")).inner_text().removeprefix("Runs: "))

    def python_says(self, words: str) -> None:
        self.page.get_by_text(f"Python: {words}", exact=True).wait_for(timeout=READY)

    def label(self) -> str:
        return self.page.locator("output.epoch").inner_text()

    def epoch(self) -> int:
        """The epoch in view, or the one that it is coming from."""
        return int(self.label().split()[1])

    def shows_epoch(self, epoch: int) -> None:
        self.page.locator("output.epoch", has_text=re.compile(rf"^Epoch {epoch}$")).wait_for(timeout=READY)

    def pixels(self) -> np.ndarray:
        """(y, x, 3) uint8 of the canvas."""
        width, height, text = self.page.locator(".plot > canvas").evaluate(READ_PIXELS)
        return np.frombuffer(base64.b64decode(text), np.uint8).reshape(height, width, 4)[..., :3]

    def still(self) -> np.ndarray:
        """The pixels once two looks in a row are equal."""
        assert self.page.locator(".plot > canvas").evaluate(COME_TO_REST), "the picture never came to rest"
        return self.pixels()

    def bytes_at_rest(self) -> int:
        """What has been received once nothing more comes."""
        while True:
            before = self.received
            self.page.wait_for_timeout(QUIET)
            if self.received == before:
                return before

    def box(self) -> dict[str, float]:
        return self.page.locator(".plot > canvas").bounding_box()

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Canvas CSS pixels to the page's."""
        return self.box()["x"] + x, self.box()["y"] + y


def open_screen(chromium: Any, address: str, context: dict | None = None, **query: Any) -> Screen:
    page = chromium.new_page(**{"viewport": {"width": 1000, "height": 860}, "color_scheme": "light", **(context or {})})
    screen = Screen(page)
    page.on("request", lambda request: screen.hosts.add(request.url.split("/")[2]))
    page.on("pageerror", lambda error: screen.errors.append(str(error)))
    page.on("dialog", lambda dialog: (screen.errors.append(dialog.message), dialog.dismiss()))
    page.on("websocket", lambda socket: socket.on("framereceived", lambda data: _count(screen, data)))
    page.goto(f"{address}/?{urlencode(query)}")
    page.locator(".note").wait_for(state="hidden", timeout=READY)
    page.locator(".status", has_text="sample").wait_for(timeout=READY)
    page.get_by_text("Python: ").wait_for(timeout=READY)
    return screen


def _count(screen: Screen, data: str | bytes) -> None:
    screen.received += len(data)


def places(header: dict, codes: np.ndarray, box: dict[str, float]) -> np.ndarray:
    """(n, 2) CSS pixels on the canvas of one epoch's samples with nothing zoomed, by our own arithmetic."""
    x0, y0, x1, y1 = header["bounds"]
    scale = min((box["width"] - 2 * PADDING) / (x1 - x0), (box["height"] - 2 * PADDING) / (y1 - y0))
    shifted = codes.astype(float) - [(x0 + x1) / 2, (y0 + y1) / 2]
    return shifted * [scale, -scale] + [box["width"] / 2, box["height"] / 2]


def loneliest(points: np.ndarray, codes: np.ndarray) -> int:
    """The row whose nearest other sample is farthest away: nothing else can be meant by a click on it."""
    apart = np.linalg.norm(points[:, None] - points[None], axis=2) + np.diag(np.full(len(points), np.inf))
    apart[codes[:, 0] == MISSING] = 0
    return int(apart.min(axis=1).argmax())
