"""One visit of one design in Chromium, and what was measured on it."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import numpy as np
from PIL import Image
from scipy.ndimage import center_of_mass, label

PROBE = (Path(__file__).with_name("probe.js")).read_text(encoding="utf-8")
WINDOW = {"width": 1200, "height": 900}
PLAYING = 4.4  # seconds: nine steps of half a second, less the way of the click
PLAYING_FAST = 2.15  # seconds: nine steps of a quarter
CLICKS = 3
FAINT = 60  # levels by which a lone point's green lies below its red and blue; nothing else on the page is purple
WAIT = 120_000  # ms


@dataclass
class Visit:
    """What one visit measured.

    Attributes:
        received: bytes, without Streamlit's own files.
        first: seconds from navigation to the first points.
        frame: median, 95th and 99th percentile of the gap between frames while playing, in ms.
        fast: 95th percentile of the same at twice the pace, four epochs a second; nan where a design has one pace.
        pictures: different pictures while playing.
        click: median ms from letting go to the picked sample's picture.
        heap: JavaScript heap after collecting garbage, in MB.
        hosts: asked besides this machine.
    """

    received: int = 0
    first: float = 0.0
    frame: tuple[float, float, float] = (0.0, 0.0, 0.0)
    fast: float = float("nan")
    pictures: int = 0
    click: float = float("nan")
    heap: float = 0.0
    hosts: frozenset[str] = frozenset()


def visit(chromium: Any, address: str, design: str, n: int, epochs: int) -> Visit:
    """Open, wait for points, play twice, click, and leave."""
    found, hosts = Visit(), set()
    page = chromium.new_page(viewport=WINDOW, color_scheme="light")
    page.set_default_timeout(WAIT)
    page.add_init_script(PROBE)

    def heard(data: str | bytes) -> None:
        found.received += len(data)

    page.on("request", lambda request: hosts.add(urlsplit(request.url).hostname or "inline"))
    page.on("websocket", lambda socket: socket.on("framereceived", heard))
    page.goto(f"{address}/?{urlencode({'design': design, 'n': n, 'epochs': epochs})}")
    found.first = page.evaluate("epochscopeProbe.untilPoints()") / 1000
    page.wait_for_timeout(1500)
    _play(page, design)
    found.frame = _frames(page, PLAYING)
    page.wait_for_timeout(1500)
    if design in ("ours", "plotly"):
        _play(page, design, fast=True)
        found.fast = _frames(page, PLAYING_FAST)[1]
        page.wait_for_timeout(1500)
    _play(page, design)
    found.pictures = page.evaluate("seconds => epochscopeProbe.watch(seconds, true)", PLAYING)["pictures"]
    page.wait_for_timeout(1500)
    found.click = _click(page)
    found.heap = _heap(page)
    found.hosts = frozenset(host for host in hosts if host not in ("127.0.0.1", "inline"))
    page.close()
    return found


def _play(page: Any, design: str, *, fast: bool = False) -> None:
    if design == "ours":
        page.locator("select.rate").select_option("4" if fast else "2")
        page.locator("canvas").first.press("Home")
        page.wait_for_timeout(600)
        page.get_by_role("button", name="Play").click()
    elif design == "plotly":
        page.locator(".updatemenu-button").nth(int(fast)).click()
    else:
        page.get_by_role("button", name="Play").click()


def _frames(page: Any, seconds: float) -> tuple[float, float, float]:
    watched = page.evaluate("seconds => epochscopeProbe.watch(seconds, false)", seconds)
    median, most, nearly_all = np.percentile(watched["gaps"], [50, 95, 99]).tolist()
    return median, most, nearly_all


def _click(page: Any) -> float:
    """Median over a few of the lone points."""
    times, before = [], ""
    for x, y in _lone_points(page)[:CLICKS]:
        page.mouse.move(x, y)
        page.wait_for_timeout(400)
        page.evaluate("before => { globalThis.found = epochscopeProbe.untilPicture(before) }", before)
        page.mouse.click(x, y)
        milliseconds, before = page.evaluate("Promise.race([found, new Promise(r => setTimeout(r, 8000, [NaN, '']))])")
        times.append(milliseconds)
        page.wait_for_timeout(300)
    return float(np.nanmedian(times)) if np.isfinite(times).any() else float("nan")


def _lone_points(page: Any) -> list[tuple[float, float]]:
    """Where the lone points are on the page, found by their color."""
    picture = np.asarray(Image.open(io.BytesIO(page.screenshot())).convert("RGB")).astype(int)
    red, green, blue = np.moveaxis(picture, 2, 0)
    near = np.minimum(red, blue) - green > FAINT  # the purple over white, whatever the opacity of so many points
    blobs, count = label(near, structure=np.ones((3, 3)))
    centers = center_of_mass(near, blobs, range(1, count + 1))
    sizes = np.bincount(blobs.ravel())[1:]
    middle = [center for center, size in zip(centers, sizes, strict=True) if size <= 200 and center[0] > 150]
    return [(x, y) for y, x in sorted(middle, key=lambda center: -center[0])]


def _heap(page: Any) -> float:
    session = page.context.new_cdp_session(page)
    session.send("HeapProfiler.collectGarbage")
    session.send("Performance.enable")
    metrics = {entry["name"]: entry["value"] for entry in session.send("Performance.getMetrics")["metrics"]}
    return metrics["JSHeapUsedSize"] / 1e6
