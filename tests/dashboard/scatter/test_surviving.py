"""What must not get lost or leap: camera and selection over everything that redraws, time over resizes and absence."""

from __future__ import annotations

import re

import numpy as np
import pytest

from tests.dashboard.scatter.conftest import LONG
from tests.dashboard.scatter.outlines import Sight, drag, inside, loop
from tests.dashboard.scatter.page import words
from tests.dashboard.scatter.screen import READY, Screen

pytestmark = pytest.mark.browser
SAMPLES, EPOCHS = 1_000, 5


def reload(screen: Screen, address: str | None = None) -> None:
    screen.page.goto(address) if address else screen.page.reload()
    screen.page.locator(".status", has_text="sample").wait_for(timeout=READY)


def test_camera_and_selection_survive_epochs_colours_reruns_and_a_reload(screen: Screen) -> None:
    page, sight = screen.page, Sight(screen, SAMPLES, EPOCHS)
    sight.zoom((300, 200), -500)
    way = loop((420, 260), 150, 40, 1)
    rows = inside(sight.points(), way)
    assert len(rows) > 200
    drag(screen, way, hold="Shift")
    camera, selected = sight.camera(), f"selected {words(sight.ids(rows))}"

    def survives(epoch: int) -> None:
        screen.python_says(f"epoch {epoch}, {selected}")
        page.locator(".status", has_text=f"{len(rows):,} selected").wait_for()
        assert sight.camera() == camera

    survives(0)
    page.locator("canvas").focus()
    page.keyboard.press("ArrowRight")
    survives(1)
    page.get_by_text("Other colours").click()
    page.wait_for_timeout(300)
    survives(1)
    page.get_by_role("button", name="Rerun all").click()
    page.wait_for_timeout(300)
    survives(1)
    page.mouse.move(0, 0)
    page.get_by_text("Other colours").click()
    page.locator("canvas").focus()
    page.keyboard.press("Home")
    survives(0)
    before = screen.still()
    reload(screen)
    survives(0)
    assert np.array_equal(screen.still(), before)


def test_the_address_has_the_last_word_on_what_is_selected(screen: Screen) -> None:
    page, sight = screen.page, Sight(screen, SAMPLES, EPOCHS)
    points = sight.points()
    rows = [sight.clickable(points, left=left) for left in (True, False)]
    for row in rows:
        page.keyboard.down("Shift")
        page.mouse.click(*screen.at(*points[row]))
    page.keyboard.up("Shift")
    both = sight.ids(rows)
    screen.python_says(f"epoch 0, selected {', '.join(both)}")
    address = page.url.rstrip("?")
    reload(screen, f"{address}?selected={both[1]}")  # part of what is remembered: all of it comes back
    screen.python_says(f"epoch 0, selected {', '.join(both)}")
    other = sight.samples[next(row for row in range(SAMPLES) if row not in rows)]
    reload(screen, f"{address}?selected={other}")
    page.wait_for_timeout(500)
    screen.python_says(f"epoch 0, selected {other}")
    reload(screen, address)
    screen.python_says(f"epoch 0, selected {other}")
    page.keyboard.press("Tab")
    page.locator("canvas").focus()
    page.keyboard.press("Escape")
    screen.python_says("epoch 0, selected nothing")
    reload(screen)
    page.wait_for_timeout(500)
    screen.python_says("epoch 0, selected nothing")


def test_a_resize_while_playing_keeps_playing_and_fills_the_new_size(long_screen: Screen) -> None:
    page = long_screen.page
    page.locator("select.rate").select_option("2")
    page.get_by_role("button", name="Play").click()
    seen = []
    for width in (800, 640, 1_100):
        page.set_viewport_size({"width": width, "height": 860})
        page.wait_for_timeout(250)
        seen.append(long_screen.epoch())
        box = long_screen.box()
        assert long_screen.pixels().shape[:2] == (round(box["height"]), round(box["width"]))
        assert (long_screen.pixels() < 240).any(axis=2).mean() > 0.0005
    assert seen == sorted(seen) and page.get_by_role("button", name="Pause").is_visible()
    page.get_by_role("button", name="Pause").click()
    page.get_by_text(re.compile(r"Python: epoch [1-9]")).wait_for()
    sight = Sight(long_screen, 200, LONG, epoch=long_screen.epoch())
    points = sight.points()
    row = sight.clickable(points)
    page.mouse.click(*long_screen.at(*points[row]))
    long_screen.python_says(f"epoch {long_screen.epoch()}, selected {sight.samples[row]}")


def test_a_tab_in_the_background_neither_leaps_nor_works(long_screen: Screen) -> None:
    page = long_screen.page
    page.locator("select.rate").select_option("1")
    page.get_by_role("button", name="Play").click()
    page.locator("output.epoch", has_text=re.compile("Epoch [1-9]")).wait_for()
    page.evaluate(
        """() => {
            globalThis.held = [];
            globalThis.shown = globalThis.requestAnimationFrame;
            globalThis.requestAnimationFrame = (callback) => held.push(callback);  // what a hidden tab does
            Object.defineProperty(document, "hidden", { value: true, configurable: true });
            document.dispatchEvent(new Event("visibilitychange"));
        }"""
    )
    page.wait_for_timeout(200)
    epoch, picture = long_screen.label(), long_screen.pixels()
    page.wait_for_timeout(2_500)
    assert long_screen.label() == epoch and np.array_equal(long_screen.pixels(), picture)
    assert page.evaluate("held.length") < 5
    page.evaluate(
        """() => {
            globalThis.requestAnimationFrame = shown;
            delete document.hidden;
            held.forEach((callback) => requestAnimationFrame(callback));
            document.dispatchEvent(new Event("visibilitychange"));
        }"""
    )
    page.wait_for_timeout(300)
    assert long_screen.epoch() <= int(epoch.split()[1]) + 1
    assert not np.array_equal(long_screen.pixels(), picture)
