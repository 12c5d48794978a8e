"""The strip in a real browser: the store's neighbours with their pictures, walked by click and by key, and back."""

from __future__ import annotations

import io
import re

import numpy as np
import pytest
from PIL import Image

from analysis.store.reader import Run
from tests import browser
from tests.browser import address_says, until
from tests.conftest import ROOT

pytestmark = pytest.mark.browser

START = "ISIC_0000004"
WAIT = 30_000  # ms


@pytest.fixture(scope="module")
def run(tiny_runs) -> Run:
    return Run(f"{tiny_runs}/tiny_adam")


@pytest.fixture(scope="module")
def served(tiny_runs):
    with browser.streamlit(ROOT / "dashboard" / "app.py", EPOCHSCOPE_RUNS=tiny_runs) as address:
        yield address


@pytest.fixture(scope="module")
def context(chromium):
    """One for all tests here: the app's own files are fetched once."""
    opened = chromium.new_context(viewport={"width": 1440, "height": 900}, color_scheme="light")
    yield opened
    opened.close()


@pytest.fixture
def page(context, served):
    opened = context.new_page()
    opened.errors = []
    opened.on("pageerror", lambda error: opened.errors.append(str(error)))
    opened.goto(f"{served}/neighbours?run=tiny_adam&epoch=2&k=6&sample={START}")
    opened.locator(".row.here .cell[data-shown^=blob]").nth(5).wait_for(timeout=WAIT)
    yield opened
    assert opened.errors == []
    opened.close()


def row_of(page, epoch: int) -> list[str]:
    row = page.locator(f".row:has(.head[data-epoch='{epoch}'])")
    return row.locator(".cell").evaluate_all("cells => cells.map((cell) => cell.dataset.id)")


def names(run: Run, epoch: int, sample: str) -> list[str]:
    return [run.samples["sample"].iat[row] for row in run.neighbors(epoch)[run.row(sample), :6]]


def shows(page, run: Run, sample: str) -> None:
    until(page, lambda: address_says(page).get("sample") == sample, f"the address does not say {sample}")
    until(page, lambda: row_of(page, 5) == names(run, 5, sample), f"the strip is not that of {sample}")
    page.wait_for_selector(f".st-key-sample_panel h2:text-is('{sample}')", timeout=WAIT)


def focused(page) -> dict:
    return page.evaluate(
        "() => { let at = document.activeElement;"
        " while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement; return {...at?.dataset}; }"
    )


def test_every_row_is_the_stores_list_with_the_atlas_own_pictures(page, run):
    for epoch in run.epochs:
        assert row_of(page, epoch) == names(run, epoch, START)
    for rank in (0, 5):
        picture = page.locator(".row.here .cell").nth(rank).locator(".picture")
        shot = np.asarray(Image.open(io.BytesIO(picture.screenshot())).convert("RGB")).astype(float)
        middle = shot[shot.shape[0] // 4 : -shot.shape[0] // 4, shot.shape[1] // 4 : -shot.shape[1] // 4]
        wanted = run.thumbnails.one(int(run.neighbors(2)[4, rank]))[24:72, 24:72].astype(float)
        assert np.abs(middle.mean((0, 1)) - wanted.mean((0, 1))).max() < 3


def test_click_walk_three_neighbors_and_back(page, run):
    way = [START]
    for _ in range(3):
        step = next(name for name in names(run, 5, way[-1]) if name not in way)
        page.locator(f".row:has(.head[data-epoch='5']) .cell[data-id='{step}']").click()
        way.append(step)
        shows(page, run, step)
        page.locator(".row.here .cell[data-shown^=blob]").nth(5).wait_for(timeout=WAIT)
    assert page.get_by_role("group", name=re.compile("^The way here")).locator("button[data-id]").count() == 4
    page.get_by_role("button", name="‹ Back").click()
    shows(page, run, way[2])


def test_keys_walk_the_strip_and_step_the_epochs(page, run):
    page.locator(".row:has(.head[data-epoch='2']) .cell").first.focus()
    page.keyboard.press("ArrowRight")
    assert focused(page)["id"] == names(run, 2, START)[1]
    page.keyboard.press("ArrowDown")
    assert focused(page)["id"] == names(run, 5, START)[1]
    page.keyboard.press("PageUp")
    page.keyboard.press("End")
    assert focused(page)["id"] == names(run, 0, START)[5]
    page.keyboard.press(",")  # the page's own key: one epoch back
    page.locator(".row.here .head[data-epoch='1']").wait_for(timeout=WAIT)
    assert address_says(page)["epoch"] == "1" and row_of(page, 5) == names(run, 5, START)
    page.keyboard.press("Home")
    page.keyboard.press("ArrowLeft")
    assert focused(page)["epoch"] == "0"
    page.keyboard.press("Enter")
    page.locator(".row.here .head[data-epoch='0']").wait_for(timeout=WAIT)
    assert page.locator(".box button[tabindex='0']").count() == 1


def test_one_sample_lights_up_in_every_row_and_marks_are_words(page, run):
    at_two, at_five = names(run, 2, START), names(run, 5, START)
    shared = next(name for name in at_five if name in at_two)
    page.locator(f".row:has(.head[data-epoch='5']) .cell[data-id='{shared}']").hover()
    rows = [row for epoch in run.epochs for row in names(run, epoch, START) if row == shared]
    assert page.locator(".cell.traced").count() == len(rows)
    fresh = next(name for name in at_five if name not in at_two)
    cell = page.locator(f".row:has(.head[data-epoch='5']) .cell[data-id='{fresh}']")
    assert cell.locator(".plus").text_content() == "+"
    assert cell.get_attribute("aria-label").endswith("gained here")
