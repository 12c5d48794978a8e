"""The Evolution page in a real Chromium: a box selects, movers and key epochs lead on, every part fits every width."""

from __future__ import annotations

import pytest

from dashboard.panels.evolution_parts import PARTS
from tests import browser
from tests.browser import address_says, until
from tests.conftest import ROOT

pytestmark = pytest.mark.browser

WAIT = 30_000  # ms
FITS = "(n => n.scrollWidth <= n.clientWidth)(document.querySelector('.stMain'))"
HEAD = "[class*=st-key-evolution_head]"


@pytest.fixture(scope="module")
def address(tiny_runs):
    with browser.streamlit(ROOT / "dashboard" / "app.py", EPOCHSCOPE_RUNS=tiny_runs) as served:
        yield served


@pytest.fixture
def page(chromium):
    context = chromium.new_context(viewport={"width": 1440, "height": 900}, color_scheme="light")
    page = context.new_page()
    page.errors = []
    page.on("pageerror", lambda error: page.errors.append(str(error)))
    yield page
    assert page.errors == [] and page.locator(".stException").count() == 0
    context.close()


def go(page, address, query=""):
    page.goto(f"{address}/evolution?{query}")
    page.wait_for_selector(HEAD, timeout=WAIT)
    page.locator(".st-key-scatter canvas").first.wait_for(timeout=WAIT)
    page.wait_for_selector(".st-key-scatter >> text=60 samples", timeout=WAIT)


def test_a_box_around_everything_selects_everything_and_can_be_let_go_of(page, address):
    go(page, address, "epoch=2&color=correct")
    page.get_by_role("button", name="Box").click()
    box = page.locator(".st-key-scatter canvas").first.bounding_box()
    page.mouse.move(box["x"] + box["width"] - 2, box["y"] + 2)  # the tools are on the left
    page.mouse.down()
    page.mouse.move(box["x"] + 2, box["y"] + box["height"] - 2, steps=4)
    page.mouse.up()
    page.wait_for_selector(".st-key-selected_head h2:text-is('60 samples selected')", timeout=WAIT)
    page.reload()  # the address holds one sample, the browser the others
    page.wait_for_selector(".st-key-selected_head h2:text-is('60 samples selected')", timeout=WAIT)
    tiles = page.locator(".st-key-selected_pictures button[data-id]")
    until(page, lambda: tiles.count() == 48, "a page of pictures")
    other = tiles.nth(4).get_attribute("data-id")
    tiles.nth(4).click()  # one of them: the set stays, this one is in the panel
    page.wait_for_selector(f".st-key-sample_panel h2:text-is('{other}')", timeout=WAIT)
    assert page.locator(".st-key-selected_head h2").inner_text() == "60 samples selected"
    page.get_by_role("button", name="Clear the selection").click()
    page.locator(".st-key-selected_head").wait_for(state="detached", timeout=WAIT)
    until(page, lambda: "sample" not in address_says(page), "the address still has a sample")


def test_a_line_of_the_movers_and_a_key_epoch_lead_on(page, address):
    go(page, address, "epoch=2&below=movers")
    table = page.locator(".st-key-movers_table canvas").first
    table.wait_for(timeout=WAIT)
    table.scroll_into_view_if_needed()
    page.wait_for_timeout(400)
    box = table.bounding_box()
    page.mouse.click(box["x"] + 16, box["y"] + 62)  # the box of the first line
    until(page, lambda: "sample" in address_says(page), "no sample was selected")
    page.wait_for_selector(f".st-key-sample_panel h2:text-is('{address_says(page)['sample']}')", timeout=WAIT)
    page.get_by_role("radio", name="Key epochs").or_(page.get_by_role("button", name="Key epochs")).first.click()
    tiles = page.locator(".st-key-key_epochs button[data-id]")
    tiles.first.wait_for(timeout=WAIT)
    assert tiles.first.get_attribute("data-id") == "0"
    tiles.first.press("Enter")
    until(page, lambda: address_says(page).get("epoch") == "0", "the epoch did not follow")
    page.wait_for_selector(".st-key-scatter >> text=Epoch 0", timeout=WAIT)


def test_the_picture_ends_above_the_fold_and_every_part_fits_every_width(page, address):
    go(page, address, "epoch=2&sample=ISIC_0000003&color=loss&outline=wrong")
    box = page.locator(".st-key-scatter").bounding_box()
    assert box["y"] + box["height"] <= 900
    for part, words in PARTS.items():
        page.get_by_role("radio", name=words).or_(page.get_by_role("button", name=words)).first.click()
        until(page, lambda part=part: address_says(page).get("below", "selection") == part, f"{part} did not open")
        page.wait_for_timeout(300)
        for width, scheme in ((1024, "dark"), (800, "light")):
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=scheme)
            page.wait_for_timeout(150)
            page.wait_for_function(FITS, timeout=WAIT)  # a busy machine lays out late
        page.set_viewport_size({"width": 1440, "height": 900})
