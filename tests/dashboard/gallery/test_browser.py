"""The gallery in a real browser: what is seen, clicked, typed, and never executed."""

from __future__ import annotations

import io
import re

import numpy as np
import pytest
from PIL import Image

from tests.browser import until
from tests.dashboard.gallery.page import COLORS

pytestmark = pytest.mark.browser

HOSTILE = "<img src=x onerror=\"document.title='broken'\"><b>bold</b> & 'quoted'"


@pytest.fixture
def page(chromium, gallery_page):
    opened = chromium.new_page(viewport={"width": 900, "height": 700}, color_scheme="light")
    opened.goto(gallery_page)
    opened.wait_for_selector("button[data-id=s9]")
    yield opened
    opened.close()


def picks(page, words: str) -> None:
    page.get_by_text(f"Picks: {words}.", exact=True).wait_for(timeout=10_000)


def focused(page) -> str | None:
    return page.evaluate(
        "() => { let at = document.activeElement;"
        " while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement; return at?.dataset?.id ?? null; }"
    )


def test_every_tile_shows_its_own_picture(page):
    for place in (0, 1, 5, 9):
        shot = page.locator(f"button[data-id=s{place}] .picture").screenshot()
        pixels = np.asarray(Image.open(io.BytesIO(shot)).convert("RGB")).astype(int)
        middle = pixels[pixels.shape[0] // 2, pixels.shape[1] // 2]
        assert np.abs(middle - COLORS[place % 4]).max() <= 3


def test_a_click_comes_back_once(page):
    page.locator("button[data-id=s4]").click()
    picks(page, "s4")
    page.get_by_role("button", name="Rerun").click()
    page.locator("button[data-id=s4]").click()
    picks(page, "s4 s4")


def test_the_callback_hears_it_too(chromium, gallery_page):
    opened = chromium.new_page()
    opened.goto(f"{gallery_page}?callback=1")
    opened.locator("button[data-id=s2]").click()
    picks(opened, "s2")
    opened.locator("button[data-id=s3]").click()
    picks(opened, "s2 s3")
    opened.close()


def test_arrows_walk_and_enter_picks(page):
    page.locator("button[data-id=s0]").focus()
    columns = page.evaluate(
        "() => { const tops = [...document.querySelectorAll('*')].flatMap((host) => host.shadowRoot ? "
        "[...host.shadowRoot.querySelectorAll('button[data-id]')] : []).map((tile) => tile.offsetTop);"
        " return tops.filter((top) => top === tops[0]).length; }"
    )
    assert 2 <= columns < 10
    page.keyboard.press("ArrowRight")
    assert focused(page) == "s1"
    page.keyboard.press("ArrowDown")
    assert focused(page) == f"s{1 + columns}"
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    assert focused(page) == "s0"
    page.keyboard.press("End")
    assert focused(page) == "s9"
    page.keyboard.press("Enter")
    picks(page, "s9")
    assert focused(page) == "s9"


def test_one_tab_stop_for_the_whole_grid(page):
    assert page.locator("button[data-id][tabindex='0']").count() == 1


def test_captions_are_text_and_nothing_else(page):
    tile = page.locator("button[data-id=s1]")
    assert tile.locator(".title").text_content() == HOSTILE
    assert tile.locator(".note").text_content() == HOSTILE
    assert tile.locator("img, b").count() == 0
    assert page.title() != "broken"


def test_marks_are_words_and_line_styles(page):
    styles = {}
    for place, mark in ((1, "+ gained"), (2, "− lost"), (3, "selected")):
        tile = page.locator(f"button[data-id=s{place}]")
        assert tile.locator(".badge").text_content() == mark
        styles[mark] = tile.locator(".picture").evaluate("(it) => getComputedStyle(it).outlineStyle")
    assert len(set(styles.values())) == 3


def test_a_screen_reader_hears_the_words(page):
    assert page.get_by_role("button", name="label 5, 5 · 0.5, s5, gained").count() == 1
    assert page.get_by_role("group", name=re.compile("^Ten things. Arrow keys move")).count() == 1
    assert page.locator("button[data-id=s3]").get_attribute("aria-pressed") == "true"


@pytest.mark.parametrize("width", [360, 700, 1400])
def test_any_width_without_inner_scroll_and_all_tiles_alike(page, width):
    page.set_viewport_size({"width": width, "height": 700})
    page.wait_for_timeout(400)
    boxes = [page.locator(f"button[data-id=s{place}] .picture").bounding_box() for place in range(10)]
    sizes = {(round(box["width"]), round(box["height"])) for box in boxes}
    assert len(sizes) == 1
    side = sizes.pop()
    assert side[0] == side[1] <= 1.31 * 96
    assert max(box["x"] + box["width"] for box in boxes) <= width
    grid = page.locator(".grid")
    assert grid.evaluate("(it) => it.scrollWidth <= it.clientWidth && it.scrollHeight <= it.clientHeight")


def test_hundreds_are_built_at_once_and_decoded_as_they_come_into_view(chromium, gallery_page):
    opened = chromium.new_page(viewport={"width": 900, "height": 700})
    opened.goto(f"{gallery_page}?count=500")
    last = opened.locator("button[data-id=s499]")
    last.wait_for(state="attached")
    assert opened.locator("button[data-id]").count() == 500
    shown = "(it) => getComputedStyle(it).backgroundImage.startsWith('url')"
    assert opened.locator("button[data-id=s0] .picture").evaluate(shown)
    assert not last.locator(".picture").evaluate(shown)
    opened.locator("button[data-id=s0]").focus()
    opened.keyboard.press("End")
    assert focused(opened) == "s499"
    opened.wait_for_function(
        "() => { const find = (root) => [...root.querySelectorAll('*')].flatMap((it) => it.shadowRoot ? "
        "[...it.shadowRoot.querySelectorAll('button[data-id=s499] .picture')] : []);"
        " return find(document).some((it) => it.style.backgroundImage.startsWith('url')); }"
    )
    pixels = np.asarray(Image.open(io.BytesIO(last.locator(".picture").screenshot())).convert("RGB")).astype(int)
    assert np.abs(pixels[pixels.shape[0] // 2, pixels.shape[1] // 2] - COLORS[499 % 4]).max() <= 3
    opened.close()


def test_shift_takes_what_lies_between(chromium, gallery_page):
    opened = chromium.new_page(viewport={"width": 900, "height": 700})
    opened.goto(f"{gallery_page}?several=1")
    opened.locator("button[data-id=s2]").click()
    picks(opened, "s2")
    opened.locator("button[data-id=s5]").click(modifiers=["Shift"])
    picks(opened, "s2 s2 s3 s4 s5")
    opened.keyboard.press("Home")
    opened.keyboard.press("Shift+ArrowRight")
    assert opened.locator("button[data-within]").count() == 2
    opened.keyboard.press("Enter")
    picks(opened, "s2 s2 s3 s4 s5 s0 s1")
    opened.close()


def test_a_range_does_not_begin_among_tiles_that_are_gone(chromium, gallery_page):
    opened, errors = chromium.new_page(viewport={"width": 900, "height": 700}), []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    opened.goto(f"{gallery_page}?several=1")
    opened.locator("button[data-id=s8]").click()
    picks(opened, "s8")
    opened.get_by_role("button", name="Few").click()
    opened.locator("button[data-id=s3]").wait_for(state="detached")
    opened.locator("button[data-id=s0]").focus()
    opened.keyboard.press("Enter")  # without Shift: one
    picks(opened, "s8 s0")
    opened.locator("button[data-id=s1]").click(modifiers=["Shift"])
    picks(opened, "s8 s0 s0 s1")
    assert errors == []
    opened.close()


def test_shift_takes_one_where_one_is_picked_at_a_time(page):
    page.locator("button[data-id=s2]").click()
    picks(page, "s2")
    page.locator("button[data-id=s5]").click(modifiers=["Shift"])
    picks(page, "s2 s5")


def test_a_dialog_shows_the_whole_picture_walks_and_selects(chromium, gallery_page):
    opened = chromium.new_page(viewport={"width": 1200, "height": 800})
    opened.goto(f"{gallery_page}?samples=1")
    opened.locator("button[data-id=ISIC_0000007]").hover()
    opened.get_by_role("button", name="Enlarge", exact=True).click()
    dialog = opened.get_by_role("dialog")
    dialog.get_by_text("ISIC_0000007").wait_for()
    assert dialog.get_by_text("the original is not where the dataset was read from").count() == 1
    opened.keyboard.press("ArrowRight")
    dialog.get_by_text("ISIC_0000002").wait_for()
    dialog.get_by_role("button", name="Select this sample").click()
    dialog.wait_for(state="detached")
    picks(opened, "ISIC_0000002")
    opened.locator("button[data-id=ISIC_0000030]").focus()
    opened.keyboard.press("z")
    dialog.get_by_text("3 of 3").wait_for()
    opened.keyboard.press("Escape")
    dialog.wait_for(state="detached")
    until(opened, lambda: focused(opened) == "ISIC_0000030", "the focus was not given back to the picture")
    opened.locator("button[data-id=ISIC_0000002]").click()
    opened.get_by_role("button", name="Rerun").click()  # the pick reran its own fragment alone
    picks(opened, "ISIC_0000002 ISIC_0000002")  # and no dialog has come back over it
    opened.close()
