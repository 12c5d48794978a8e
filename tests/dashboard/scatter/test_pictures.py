"""Pictures in a real Chromium: every sample has a color of its own, and the pixels on screen must be that color."""

from __future__ import annotations

import base64
import re

import numpy as np
import pytest

from tests.dashboard.scatter.colored_pictures import color_of
from tests.dashboard.scatter.decoding import decode
from tests.dashboard.scatter.page import COLORS, payload_of
from tests.dashboard.scatter.screen import READ_PIXELS, READY, Screen, open_screen, places

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
pytestmark = pytest.mark.browser
CLOSE = 8  # levels by which JPEG may miss a color; two samples' colors differ by 36 in a channel
APART = 16  # CSS pixels around a point in which nothing else can be meant


@pytest.fixture
def opened(chromium, scatter_page):
    screens = []

    def open_with(**query) -> Screen:
        screens.append(open_screen(chromium, scatter_page, **query))
        return screens[-1]

    yield open_with
    for screen in screens:
        screen.page.close()
        assert screen.errors == []
        assert {host.split(":")[0] for host in screen.hosts} == {"127.0.0.1"}


def sites(screen: Screen, samples: int, epoch: int = 0) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Where every sample is on the canvas (n, 2), its class, and how far its nearest other sample is, CSS pixels."""
    header, codes, labels, _ = decode(payload_of.__wrapped__(samples, 5, ""))
    at = places(header, codes[epoch], screen.box())
    apart = np.linalg.norm(at[:, None] - at[None], axis=2) + np.diag(np.full(len(at), np.inf))
    return at, labels, apart.min(axis=1)


def tip_color(screen: Screen) -> np.ndarray:
    """The color in the middle of the tip's picture, and that it is plain."""
    width, height, text = screen.page.locator(".tip-picture canvas").evaluate(READ_PIXELS)
    pixels = np.frombuffer(base64.b64decode(text), np.uint8).reshape(height, width, 4)[..., :3].astype(int)
    assert np.ptp(pixels[4:-4, 4:-4], axis=(0, 1)).max() <= CLOSE
    return pixels[height // 2, width // 2]


def pixel(pixels: np.ndarray, at: np.ndarray) -> np.ndarray:
    x, y = np.rint(at).astype(int)
    return pixels[y, x].astype(int)


def is_color(found: np.ndarray, color: tuple[int, int, int]) -> bool:
    return bool(np.abs(found - color).max() <= CLOSE)


def is_tint(found: np.ndarray, color: tuple[int, int, int]) -> bool:
    """Whether a pixel is a translucent point of a color on white."""
    depth = 255 - np.array(color)
    opacity = ((255 - found) * depth).sum() / (depth**2).sum()
    return bool(0.4 < opacity <= 1 and np.abs(255 - found - opacity * depth).max() <= CLOSE)


def in_view(screen: Screen, words: str) -> str:
    """Wait until the switch says how many points are in view; gives what `words` (a pattern) found of it."""
    button = screen.page.locator("button.pictures")
    playwright.expect(button).to_have_attribute("title", re.compile(words), timeout=READY)
    found = re.search(words, button.get_attribute("title"))
    assert found
    return found[found.re.groups]


def rgb(color: str) -> tuple[int, int, int]:
    red, green, blue = (int(color[k : k + 2], 16) for k in (1, 3, 5))
    return red, green, blue


def test_no_two_samples_share_a_color() -> None:
    assert len({color_of(row) for row in range(512)}) == 512


def test_the_tip_shows_the_samples_own_picture_and_words(opened) -> None:
    screen = opened(samples=500, pictures="all")
    at, _, apart = sites(screen, 500)
    rows = np.random.default_rng(11).permutation(np.flatnonzero(apart > APART))[:8]
    assert len(rows) == 8
    for row in rows:
        screen.page.mouse.move(*screen.at(*at[row]))
        screen.page.locator(".tip-note", has_text=f"score ISIC_{24306 + row:07d}").wait_for(timeout=READY)
        screen.page.locator(".tip-picture canvas").wait_for(timeout=READY)
        assert is_color(tip_color(screen), color_of(row)), row
    screen.page.locator(".plot > canvas").focus()
    screen.page.keyboard.press("ArrowRight")
    screen.python_says("epoch 1, selected nothing")
    later, _, apart = sites(screen, 500, epoch=1)
    row = int(apart.argmax())
    screen.page.mouse.move(*screen.at(*later[row]))
    screen.page.locator(".tip-note", has_text=f"score ISIC_{24306 + row:07d}").wait_for(timeout=READY)


def test_a_rerun_neither_drops_nor_sends_pictures_again(opened) -> None:
    screen = opened(samples=500, pictures="all")
    at, _, apart = sites(screen, 500)
    row = int(apart.argmax())
    screen.page.mouse.move(*screen.at(*at[row]))
    screen.page.locator(".tip-picture canvas").wait_for(timeout=READY)
    screen.page.mouse.move(0, 0)
    runs, received = screen.runs(), screen.bytes_at_rest()  # pictures around the point, asked for ahead, are here
    screen.page.get_by_text("Rerun all").click()
    screen.page.get_by_text(f"Runs: {runs + 1}", exact=True).wait_for()
    screen.page.mouse.move(*screen.at(*at[row]))
    screen.page.locator(".tip-picture canvas").wait_for(timeout=READY)
    assert is_color(tip_color(screen), color_of(row))
    assert screen.received - received < 15_000


def test_few_points_become_pictures_each_at_its_own_place(opened) -> None:
    samples = 100
    screen = opened(samples=samples, pictures="all")
    at, labels, _ = sites(screen, samples)
    edge = 0.6 * (screen.box()["width"] * screen.box()["height"] / samples) ** 0.5
    others = np.abs(at[:, None] - at[None]).max(axis=2) + np.diag(np.full(samples, np.inf))
    alone = np.flatnonzero(others.min(axis=1) > edge + 6)
    assert len(alone) >= 5
    in_view(screen, r"now 100 are$")
    for _ in range(40):
        if all(is_color(pixel(screen.pixels(), at[row]), color_of(row)) for row in alone):
            break
        screen.page.wait_for_timeout(250)
    pixels = screen.still()
    for row in alone:
        assert is_color(pixel(pixels, at[row]), color_of(row)), row
        assert is_color(pixel(pixels, at[row] - [0, round(edge) / 2 + 1]), rgb(COLORS[labels[row]])), row
    whole = pixels
    screen.page.get_by_role("button", name="Pictures").click()
    pixels = screen.still()
    assert all(is_tint(pixel(pixels, at[row]), rgb(COLORS[labels[row]])) for row in alone)
    screen.page.get_by_role("button", name="Pictures").click()
    assert np.array_equal(screen.still(), whole)
    screen.page.locator(".plot > canvas").focus()
    screen.page.keyboard.press("Space")
    screen.page.get_by_role("button", name="Pause").wait_for()
    pixels = screen.pixels()
    assert not any(is_color(pixel(pixels, at[row]), color_of(row)) for row in alone)


def test_a_picture_is_clicked_anywhere_on_it(opened) -> None:
    samples = 100
    screen = opened(samples=samples, pictures="all")
    at, _, _ = sites(screen, samples)
    edge = 0.6 * (screen.box()["width"] * screen.box()["height"] / samples) ** 0.5
    apart = np.abs(at[:, None] - at[None]).max(axis=2) + np.diag(np.full(samples, np.inf))
    row = int(apart.min(axis=1).argmax())
    corner = at[row] + edge / 2 - 3
    assert edge / 2 - 3 > 12  # further from the point than a click may be without its picture
    in_view(screen, r"now 100 are$")
    for _ in range(40):
        if is_color(pixel(screen.pixels(), corner), color_of(row)):
            break
        screen.page.wait_for_timeout(250)
    screen.page.mouse.click(*screen.at(*corner))
    screen.python_says(f"epoch 0, selected ISIC_{24306 + row:07d}")


def test_pictures_come_when_zooming_in_and_nothing_at_start_up(opened) -> None:
    screen = opened(samples=1_000, pictures="all")
    screen.page.wait_for_timeout(600)
    assert screen.received < 350_000  # positions, code and page: 1,000 of these pictures would be 400 kB more
    button = screen.page.get_by_role("button", name="Pictures")
    assert "more than 300" in button.get_attribute("title")
    received = screen.received
    screen.page.mouse.move(*screen.at(300, 200))
    screen.page.mouse.wheel(0, -1600)
    count = int(in_view(screen, r"now (\d+) (?:are|is)$"))
    assert count > 0
    for _ in range(80):
        if screen.received > received:
            break
        screen.page.wait_for_timeout(250)
    screen.page.wait_for_timeout(500)
    assert 0 < screen.received - received < 8_000 + 12_000 * max(count, 24)


@pytest.mark.parametrize(
    ("case", "words"), [("broken", "Some pictures cannot be read."), ("none", "This run has no pictures.")]
)
def test_missing_pictures_are_said_once_and_the_tip_goes_without(opened, case: str, words: str) -> None:
    screen = opened(samples=500, pictures=case)
    at, _, apart = sites(screen, 500)
    odd = next(row for row in np.argsort(-apart) if row % 2)
    even = next(row for row in np.argsort(-apart) if row % 2 == 0)
    for row in (odd, even, odd):
        screen.page.mouse.move(*screen.at(*at[row]))
        screen.page.locator(".tip", has_text=f"ISIC_{24306 + row:07d}").wait_for()
        screen.page.locator(".status", has_text=words).wait_for(timeout=READY)
        if case == "broken" and row == even:
            screen.page.locator(".tip-picture canvas").wait_for(timeout=READY)
            assert is_color(tip_color(screen), color_of(row))
        else:
            screen.page.locator(".tip-picture").wait_for(state="hidden", timeout=READY)
    assert screen.page.locator(".scatter").inner_text().count(words) == 1
    assert screen.page.locator("button.pictures").is_hidden() == (case == "none")
