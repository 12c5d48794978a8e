"""The scatter in a real Chromium, through the epochs: it plays, steps and scrubs, and Python may move the view too."""

from __future__ import annotations

import re

import pytest

from tests.dashboard.scatter.conftest import LONG
from tests.dashboard.scatter.screen import Screen, open_screen

pytestmark = pytest.mark.browser


def test_play_moves_the_points_and_reports_only_the_end(long_screen: Screen) -> None:
    screen, page = long_screen, long_screen.page
    runs = screen.runs()
    page.locator("select.rate").select_option("0.5")
    page.get_by_role("button", name="Play").click()
    assert len({screen.pixels().tobytes() for _ in range(4)}) == 4
    assert screen.epoch() < LONG - 1
    assert screen.runs() == runs
    page.locator("select.rate").select_option("8")
    screen.python_says(f"epoch {LONG - 1}, selected nothing")
    screen.shows_epoch(LONG - 1)
    assert screen.runs() <= runs + 2
    assert page.get_by_role("slider", name="Epoch").get_attribute("aria-valuenow") == str(LONG - 1)


def test_keys_play_step_and_jump(screen: Screen) -> None:
    page = screen.page
    page.get_by_role("slider", name="Epoch").focus()
    for key, epoch in (("ArrowRight", 1), ("End", 4), ("ArrowLeft", 3), ("Home", 0)):
        page.keyboard.press(key)
        screen.python_says(f"epoch {epoch}, selected nothing")
        screen.shows_epoch(epoch)
    page.keyboard.press(" ")
    page.get_by_role("button", name="Pause").wait_for()
    page.keyboard.press(" ")
    page.get_by_role("button", name="Play").wait_for()


def test_quick_steps_never_jump_back(screen: Screen) -> None:
    page = screen.page
    page.locator("output.epoch").evaluate(
        "node => { globalThis.seen = []; new MutationObserver(() => seen.push(node.textContent))"
        ".observe(node, { childList: true, characterData: true, subtree: true }); }"
    )
    page.locator("canvas").focus()
    for _ in range(4):
        page.keyboard.press("ArrowRight")
        page.wait_for_timeout(120)
    screen.python_says("epoch 4, selected nothing")
    page.wait_for_timeout(600)
    numbers = [int(re.match(r"Epoch (\d+)", words)[1]) for words in page.evaluate("seen")]
    assert numbers == sorted(numbers) and numbers[-1] == 4


def test_the_slider_scrubs_between_epochs_and_rests_on_one(screen: Screen) -> None:
    page = screen.page
    rail = page.locator(".rail").bounding_box()
    middle = rail["y"] + 15
    page.mouse.move(rail["x"], middle)
    page.mouse.down()
    page.mouse.move(rail["x"] + rail["width"] * 0.4, middle, steps=5)
    page.locator("output.epoch", has_text="Epoch 1 → 2").wait_for()
    page.mouse.up()
    screen.shows_epoch(2)
    screen.python_says("epoch 2, selected nothing")


def test_python_moves_the_view_while_it_plays(long_screen: Screen) -> None:
    screen, page = long_screen, long_screen.page
    page.get_by_role("button", name="Play").click()
    page.locator("output.epoch", has_text=re.compile(r"Epoch [3-9]|Epoch \d\d")).wait_for()
    page.get_by_role("button", name="Rerun", exact=True).click()
    page.get_by_text("Runs: 2").wait_for()
    assert page.get_by_role("button", name="Pause").is_visible()
    page.get_by_role("button", name="Go to epoch 2").click()
    screen.shows_epoch(2)
    screen.python_says("epoch 2, selected nothing")
    page.get_by_role("button", name="Play").wait_for()


def test_both_sides_move_the_view_in_turn(screen: Screen) -> None:
    page = screen.page
    for _ in range(2):
        page.get_by_role("button", name="Go to epoch 2").click()
        screen.python_says("epoch 2, selected nothing")
        screen.shows_epoch(2)
        page.locator("canvas").focus()
        page.keyboard.press("ArrowLeft")
        screen.python_says("epoch 1, selected nothing")
        screen.shows_epoch(1)


def test_rerunning_the_whole_page_interrupts_nothing(long_screen: Screen) -> None:
    screen, page = long_screen, long_screen.page
    page.locator("select.rate").select_option("1")
    page.get_by_role("button", name="Play").click()
    page.locator("output.epoch", has_text=re.compile(r"Epoch [1-9]")).wait_for()
    epoch, received = screen.epoch(), screen.received
    page.get_by_role("button", name="Rerun all").click()
    page.get_by_text("Runs: 2").wait_for()
    page.wait_for_timeout(300)
    assert page.get_by_role("button", name="Pause").is_visible()
    assert screen.epoch() >= epoch
    assert screen.received - received < 20_000


def test_reduced_motion_shows_whole_epochs_only(chromium, scatter_page) -> None:
    screen = open_screen(chromium, scatter_page, context={"reduced_motion": "reduce"})
    screen.page.locator("select.rate").select_option("4")
    screen.page.locator("output.epoch").evaluate(
        "node => { globalThis.seen = []; new MutationObserver(() => seen.push(node.textContent))"
        ".observe(node, { childList: true, characterData: true, subtree: true }); }"
    )
    screen.page.get_by_role("button", name="Play").click()
    screen.python_says("epoch 4, selected nothing")
    assert all("→" not in words for words in screen.page.evaluate("seen"))
    screen.page.close()
