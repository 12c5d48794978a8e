"""The app in a real Chromium, started bare from another folder: state, keys, a click, themes, and no other host."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

import pytest

from tests import browser
from tests.browser import address_says, until
from tests.conftest import ROOT

pytestmark = pytest.mark.browser

PAGES = ("Overview", "Data", "Evolution", "Neighbours", "Evaluation", "Explanations")
WAIT = 30_000  # ms


@pytest.fixture(scope="module")
def address(tmp_path_factory, tiny_runs):
    """The app, started as `streamlit run dashboard/app.py` from a folder that is not the repository."""
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "data.py").write_text("raise RuntimeError('the data floor is hidden')")
    with browser.streamlit(ROOT / "dashboard" / "app.py", folder=elsewhere, EPOCHSCOPE_RUNS=tiny_runs) as served:
        yield served


@pytest.fixture
def page(chromium):
    """A page that remembers every address asked for and every error."""
    context = chromium.new_context(viewport={"width": 1440, "height": 900}, color_scheme="light")
    page = context.new_page()
    page.asked, page.errors = [], []
    page.on("request", lambda request: page.asked.append(request.url))
    page.on("pageerror", lambda error: page.errors.append(str(error)))
    yield page
    context.close()


def go(page, address, path="", query=""):
    page.goto(f"{address}/{path}?{query}")
    page.wait_for_selector(".product", timeout=WAIT)
    page.wait_for_selector("[class*=st-key-page_] >> visible=true", timeout=WAIT)


def open_page(page, title):
    page.locator(".st-key-pages").get_by_role("link", name=title, exact=True).click()
    page.wait_for_selector(f".st-key-page_{title.lower()}", timeout=WAIT)


def test_every_page_opens_and_nothing_is_asked_of_another_host(page, address):
    go(page, address, query="sample=ISIC_0000003")
    for title in PAGES:
        open_page(page, title)
        until(page, lambda: address_says(page).get("sample") == "ISIC_0000003", f"{title} lost the sample")
        page.wait_for_timeout(300)
        assert page.locator(".stException").count() == 0
    hosts = {urlsplit(url).hostname for url in page.asked if not url.startswith(("blob:", "data:"))}
    assert hosts == {"127.0.0.1"}
    assert page.errors == []


def test_a_link_is_restored_and_a_reload_restores_it_again(page, address):
    query = "run=tiny_sgd&epoch=1&split=test&sample=ISIC_0000004&against=2"
    go(page, address, "neighbours", query)
    wanted = dict(parse_qsl(query))
    until(page, lambda: wanted.items() <= address_says(page).items(), "the link was not restored")
    page.wait_for_selector("text=ISIC_0000004")
    page.reload()
    page.wait_for_selector(".st-key-page_neighbours", timeout=WAIT)
    until(page, lambda: wanted.items() <= address_says(page).items(), "the reload was not restored")
    assert "neighbours" in page.url


def test_the_epoch_moves_by_key_by_button_and_by_slider_on_every_page_and_back_goes_back(page, address):
    go(page, address, "overview", "epoch=1")
    page.wait_for_selector('input[aria-label="Epoch"]')
    page.keyboard.press(".")
    until(page, lambda: address_says(page).get("epoch") == "2", "the key did nothing")
    page.get_by_role("button", name="Next epoch").click()
    until(page, lambda: address_says(page).get("epoch") == "5", "the button did nothing")  # epochs are 0, 1, 2, 5
    page.locator('input[aria-label="Epoch"]').press("Home")
    until(page, lambda: address_says(page).get("epoch") == "0", "the slider did nothing")
    page.wait_for_selector("text=Validation, epoch 0")
    page.wait_for_timeout(1100)  # SETTLING: an older address counts as "back" only after it
    page.go_back()
    page.wait_for_selector("text=Validation, epoch 5", timeout=WAIT)
    assert address_says(page)["epoch"] == "5"


def test_a_click_in_the_scatter_selects_and_the_header_follows_to_the_next_page(page, address):
    go(page, address, "evolution", "epoch=2")
    canvas = page.locator("canvas").first
    canvas.wait_for(timeout=WAIT)
    page.wait_for_timeout(500)
    box = canvas.bounding_box()
    spots = [(x / 12, y / 12) for y in range(2, 11) for x in range(2, 11)]
    for x, y in spots:  # the points lie where they lie: try until one is hit
        page.mouse.click(box["x"] + x * box["width"], box["y"] + y * box["height"])
        page.wait_for_timeout(120)
        if "sample" in address_says(page):
            break
    page.wait_for_timeout(1000)  # on a busy machine later clicks may still be on their way, and hit as well
    sample = address_says(page)["sample"]
    page.wait_for_selector(f".st-key-sample_panel h2:text-is('{sample}')", timeout=WAIT)
    page.wait_for_selector(f".st-key-selected b:text-is('{sample}')", timeout=WAIT)
    open_page(page, "Neighbours")
    until(page, lambda: address_says(page).get("sample") == sample, "the neighbours page shows another sample")
    page.wait_for_selector(f".st-key-sample_panel h2:text-is('{sample}')", timeout=WAIT)
    page.get_by_role("button", name="Clear").click()
    until(page, lambda: "sample" not in address_says(page), "the selection was not cleared")


def test_the_header_never_moves(page, address):
    places = set()
    for query in ("epoch=77", "sample=ISIC_0000003"):
        go(page, address, query=query)
        for title in PAGES:
            open_page(page, title)
            page.wait_for_timeout(200)
            header = page.locator(".st-key-header").bounding_box()
            links = page.locator(".st-key-pages").bounding_box()
            places.add((header["y"], header["height"], links["x"], links["y"]))
    assert len(places) == 1


def test_every_page_fits_every_width_in_both_themes(page, address):
    grounds = {"light": "rgb(252, 252, 251)", "dark": "rgb(18, 22, 27)"}
    go(page, address, query="sample=ISIC_0000003")
    for title in PAGES:
        open_page(page, title)
        for width, scheme in ((1440, "dark"), (1024, "light"), (800, "dark"), (1440, "light")):
            page.set_viewport_size({"width": width, "height": 800})
            page.emulate_media(color_scheme=scheme)
            page.wait_for_function(
                "ground => getComputedStyle(document.querySelector('.stApp')).backgroundColor == ground",
                arg=grounds[scheme],
            )
            page.wait_for_timeout(150)
            room = page.evaluate("(n => [n.scrollWidth, n.clientWidth])(document.querySelector('.stMain'))")
            assert room[0] <= room[1], f"{title} is cut off at {width} pixels"


def test_a_picture_of_the_data_page_selects_and_another_draw_shows_others(page, address):
    go(page, address, "data")
    tiles = page.locator(".st-key-class_rows button[data-id]")
    tiles.first.wait_for(timeout=WAIT)
    sample = tiles.first.get_attribute("data-id")
    tiles.first.click()
    page.wait_for_selector(f".st-key-sample_panel h2:text-is('{sample}')", timeout=WAIT)
    assert address_says(page)["sample"] == sample
    page.get_by_role("button", name="Another draw").click()
    until(page, lambda: address_says(page).get("draw") == "1", "no other draw")
    until(page, lambda: tiles.first.get_attribute("data-id") != sample, "the same pictures")


def test_every_part_of_the_data_page_fits_and_says_what_is_not_there(page, address):
    found = {"metadata": "text=Not given", "duplicates": "text=Duplicates were not looked for"}
    for part in ("classes", "metadata", "duplicates", "augmentation"):
        go(page, address, "data", f"part={part}")
        page.wait_for_selector(found.get(part, ".headline"), timeout=WAIT)
        for width in (1440, 1024, 800):
            page.set_viewport_size({"width": width, "height": 900})
            page.wait_for_timeout(150)
            room = page.evaluate("(n => [n.scrollWidth, n.clientWidth])(document.querySelector('.stMain'))")
            assert room[0] <= room[1], f"{part} is cut off at {width} pixels"
    page.wait_for_selector("text=python -m analysis serve runs", timeout=WAIT)
    assert page.errors == [] and page.locator(".stException").count() == 0
