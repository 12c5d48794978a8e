"""Regions in a real Chromium: a lasso on the map becomes a region of exactly the enclosed ids, and a link holds it."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analysis.store.reader import Run
from dashboard.regions.address_form import to_text
from dashboard.regions.definition import Listed, tag_of
from dashboard.scatter.payload import LEVELS
from tests import browser
from tests.browser import address_says, until
from tests.conftest import ROOT
from tests.dashboard.scatter.outlines import inside
from tests.dashboard.scatter.screen import PADDING

pytestmark = pytest.mark.browser

WAIT = 30_000  # ms
FITS = "(n => n.scrollWidth <= n.clientWidth)(document.querySelector('.stMain'))"
NAME = "tiny_adam"
TILES = ".st-key-region_pictures_a button[data-id]"


@pytest.fixture(scope="module")
def address(tiny_runs):
    with browser.streamlit(ROOT / "dashboard" / "app.py", EPOCHSCOPE_RUNS=tiny_runs) as served:
        yield served


@pytest.fixture
def page(chromium):
    context = chromium.new_context(viewport={"width": 1440, "height": 900}, color_scheme="light", accept_downloads=True)
    page = context.new_page()
    page.errors = []
    page.on("pageerror", lambda error: page.errors.append(str(error)))
    yield page
    assert page.errors == [] and page.locator(".stException").count() == 0
    context.close()


def on_screen(run: Run, epoch: int, box: dict[str, float]) -> np.ndarray:
    """(n, 2) CSS pixels on the canvas of the whole view, from the positions themselves."""
    every = run.projection("pca_joint").astype(float)
    low, high = every.min(axis=(0, 1)), every.max(axis=(0, 1))
    scale = ((np.array([box["width"], box["height"]]) - 2 * PADDING) / (high - low)).min()
    middle = np.array([box["width"], box["height"]]) / 2
    assert (high - low).max() / LEVELS * scale < 0.02  # what rounding in the browser may move
    return (every[run.epochs.index(epoch)] - (low + high) / 2) * [scale, -scale] + middle


def blob(points: np.ndarray, box: dict[str, float], seed: int) -> list[tuple[float, float]]:
    """A wobbly loop of 60 corners about the middle of some points, on whole pixels, clear of the tools at the edge."""
    random = np.random.default_rng(seed)
    angles = np.arange(60) * 2 * np.pi / 60
    reach = 110 * (1 + 0.25 * np.cos(3 * angles + random.uniform(0, 6)) + 0.1 * np.cos(7 * angles))
    way = np.rint(np.stack([np.cos(angles), np.sin(angles)], axis=1) * reach[:, None] + np.median(points, axis=0))
    return [tuple(place) for place in np.clip(way, 60, [box["width"] - 20, box["height"] - 20]).tolist()]


def draw(page, way: list[tuple[float, float]], box: dict[str, float]) -> None:
    page.mouse.move(box["x"] + way[0][0], box["y"] + way[0][1])
    page.mouse.down()
    for x, y in way[1:]:
        page.mouse.move(box["x"] + x, box["y"] + y)
    page.mouse.up()


def test_a_lasso_on_the_map_makes_a_region_of_exactly_the_enclosed_ids(page, address, tiny_runs):
    run = Run(f"{tiny_runs}/{NAME}")
    ids = run.samples["sample"].to_numpy()
    page.goto(f"{address}/evolution?run={NAME}&epoch=2&sample={ids[0]}")
    page.wait_for_selector(".st-key-scatter >> text=60 samples", timeout=WAIT)
    page.get_by_role("button", name="Lasso").click()
    box = page.locator(".st-key-scatter .plot > canvas").bounding_box()
    points = on_screen(run, 2, box)
    way = blob(points, box, 3)
    rows = inside(points, way)
    assert 5 < len(rows) < 55
    draw(page, way, box)
    page.wait_for_selector(f".st-key-selected_head h2:text-is('{len(rows)} samples selected')", timeout=WAIT)
    page.wait_for_selector("text=Kept as the outline drawn at epoch 2.", timeout=WAIT)
    until(page, lambda: address_says(page).get("selected", "").startswith("lasso~"), "the outline in the address")
    page.reload()
    page.wait_for_selector(f".st-key-selected_head h2:text-is('{len(rows)} samples selected')", timeout=WAIT)
    page.wait_for_selector("text=Kept as the outline drawn at epoch 2.", timeout=WAIT)
    page.get_by_role("link", name="Make it region A").click()
    page.wait_for_selector(f".st-key-region_slot_a >> text={len(rows)} samples", timeout=WAIT)
    until(page, lambda: page.locator(TILES).count() == len(rows), "the region's pictures")
    shown = [tile.get_attribute("data-id") for tile in page.locator(TILES).all()]
    assert sorted(shown) == ids[rows].tolist()
    link = address_says(page)
    assert link["region_a"].startswith("lasso~~2~") and link["near"] == "regions"
    saved = _saved(page)
    assert saved["sample"].tolist() == ids[rows].tolist()
    page.context.clear_cookies()
    page.goto("about:blank")
    page.goto(
        f"{address}/neighbours?run={NAME}&near=regions&epoch=5&region_a={link['region_a']}"
    )  # as a link is opened
    until(page, lambda: page.locator(TILES).count() == len(rows), "the region of the link")
    assert [tile.get_attribute("data-id") for tile in page.locator(TILES).all()] == shown


def test_a_link_to_some_samples_wins_over_what_the_tab_remembers(page, address, tiny_runs):
    run = Run(f"{tiny_runs}/{NAME}")
    ids = run.samples["sample"].to_numpy()
    lists = {rows: to_text(Listed(2, rows, tag_of(run, NAME))) for rows in ((3, 4, 5, 6), (4, 5))}
    for rows, text in lists.items():
        page.goto(f"{address}/evolution?run={NAME}&epoch=2&sample={ids[5]}&selected={text}")
        page.wait_for_selector(f".status >> text={len(rows)} selected", timeout=WAIT)
        page.wait_for_selector(f".st-key-selected_head h2:text-is('{len(rows)} samples selected')", timeout=WAIT)
    page.wait_for_timeout(500)
    assert address_says(page)["selected"] == lists[4, 5]


def test_links_reached_by_keys_can_be_seen(page, address):
    page.goto(f"{address}/neighbours?run={NAME}&near=regions&epoch=2&sample=ISIC_0000003")
    page.get_by_role("button", name="Make it around").first.wait_for(timeout=WAIT)
    for before, name in ((page.get_by_role("link", name="Data"), "Evolution"),
                         (page.get_by_role("button", name="Make it around").first, "Draw a lasso")):  # fmt: skip
        before.focus()
        page.keyboard.press("Tab")
        ring = "[document.activeElement.innerText, getComputedStyle(document.activeElement).outlineStyle]"
        words, style = page.evaluate(f"() => {ring}")
        assert words.startswith(name) and style == "solid"


def _saved(page) -> pd.DataFrame:
    with page.expect_download(timeout=WAIT) as started:
        page.get_by_role("button", name="Save as CSV").click()
    return pd.read_csv(io.BytesIO(Path(started.value.path()).read_bytes()), comment="#")


def test_a_region_around_a_sample_beside_a_list_fits_every_width(page, address):
    page.goto(f"{address}/neighbours?run={NAME}&near=regions&epoch=2&sample=ISIC_0000003")
    page.get_by_role("button", name="Make it around").first.click(timeout=WAIT)
    page.wait_for_selector(".st-key-region_slot_a >> text=Within", timeout=WAIT)
    page.get_by_role("textbox", name="Name").fill("near three")
    page.get_by_role("textbox", name="Name").press("Enter")
    page.wait_for_selector(".st-key-region_slot_a h2:has-text('near three')", timeout=WAIT)
    until(page, lambda: "~near three~" in address_says(page).get("region_a", ""), "the name in the address")
    page.get_by_role("button", name="Make it around").first.click()
    page.wait_for_selector("text=in both regions", timeout=WAIT)
    for width, scheme in ((1440, "light"), (1024, "dark"), (800, "light")):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        page.wait_for_function(FITS, timeout=WAIT)
    maps = page.locator(".st-key-region_maps button[data-id]")
    assert [tile.get_attribute("data-id") for tile in maps.all()] == ["2", "5"]
    maps.last.click()
    until(page, lambda: address_says(page).get("epoch") == "5", "the epoch did not follow")
