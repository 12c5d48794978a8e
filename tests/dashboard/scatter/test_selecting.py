"""Selecting in a real Chromium: clicks, areas and keys name exactly the samples meant, at any zoom and pixel ratio."""

from __future__ import annotations

import re

import numpy as np
import pytest

from tests.dashboard.scatter.outlines import Sight, drag, inside, loop
from tests.dashboard.scatter.page import words
from tests.dashboard.scatter.screen import Screen, open_screen

pytestmark = pytest.mark.browser
SAMPLES, EPOCHS = 1_000, 5
REACH = 12  # CSS pixels around the pointer in which a point is found


@pytest.fixture
def sight(screen: Screen) -> Sight:
    return Sight(screen, SAMPLES, EPOCHS)


def says(screen: Screen, ids: tuple[str, ...], epoch: int = 0) -> None:
    screen.python_says(f"epoch {epoch}, selected {words(ids)}")


def status(screen: Screen) -> str:
    return screen.page.locator(".status").inner_text()


def test_a_click_names_the_right_sample_at_ten_zooms(screen: Screen, sight: Sight) -> None:
    random = np.random.default_rng(5)
    zooms = []
    for _ in range(10):
        screen.page.locator("canvas").focus()
        screen.page.keyboard.press("0")
        sight.zoom(sight.points()[random.integers(SAMPLES)], -float(random.uniform(100, 2_500)))
        points = sight.points()
        place = np.rint(points[sight.clickable(points)] + random.uniform(-2, 2, 2))
        distances = np.linalg.norm(points - place, axis=1)
        assert distances.min() < REACH
        screen.page.mouse.click(*screen.at(*place))
        says(screen, (sight.samples[int(distances.argmin())],))
        zooms.append(sight.camera()["zoom"])
    assert max(zooms) > 10 and min(zooms) < 2


def test_a_lasso_selects_exactly_what_it_encloses(screen: Screen, sight: Sight) -> None:
    page, received = screen.page, screen.received
    page.get_by_role("button", name="Lasso").click()
    for seed, radius in ((1, 150), (2, 60), (3, 200)):
        way = loop((screen.box()["width"] / 2, screen.box()["height"] / 2), radius, 40, seed)
        rows = inside(sight.points(), way)
        drag(screen, way)
        says(screen, sight.ids(rows))
        assert f"{len(rows):,} selected" in status(screen)
        sight.zoom((400, 250), -250)
    eight = [(250, 120), (600, 400), (600, 120), (250, 400)]  # crosses itself
    rows = inside(sight.points(), eight)
    drag(screen, eight)
    says(screen, sight.ids(rows))
    assert screen.received - received < 60_000


def test_a_box_selects_exactly_what_is_in_it(screen: Screen, sight: Sight) -> None:
    screen.page.locator("canvas").focus()
    screen.page.keyboard.press("b")
    assert screen.page.get_by_role("button", name="Box").get_attribute("aria-pressed") == "true"
    drag(screen, [(600, 380), (10, 10), (250, 190)])
    x, y = sight.points().T
    rows = np.flatnonzero((x > 250) & (x < 600) & (y > 190) & (y < 380))
    assert len(rows) > 200
    says(screen, sight.ids(rows))


def test_shift_adds_and_alt_takes_away(screen: Screen, sight: Sight) -> None:
    page, points = screen.page, sight.points()
    first, second = (sight.clickable(points, left=left) for left in (True, False))
    page.mouse.click(*screen.at(*points[first]))
    says(screen, sight.ids([first]))
    page.keyboard.down("Shift")
    page.mouse.click(*screen.at(*points[second]))
    says(screen, sight.ids([first, second]))
    page.mouse.click(*screen.at(*points[first]))
    says(screen, sight.ids([second]))
    page.keyboard.up("Shift")
    way = loop((420, 260), 120, 30, 4)
    added = [row for row in inside(points, way) if row != second]
    drag(screen, way, hold="Shift")  # with the tool that moves the view: a lasso
    says(screen, sight.ids([second, *added] if len(added) < 200 else sorted([second, *added])))
    assert sight.camera()["zoom"] == 1
    page.get_by_role("button", name="Lasso").click()
    smaller = loop((420, 260), 80, 30, 5)
    taken = set(inside(points, smaller))
    left = [row for row in [second, *added] if row not in taken]
    drag(screen, smaller, hold="Alt")
    says(screen, sight.ids(left if len(left) <= 200 else sorted(left)))


def test_a_double_click_clears_and_zero_shows_the_whole(screen: Screen, sight: Sight) -> None:
    page = screen.page
    whole = screen.still()
    drag(screen, loop((420, 260), 150, 30, 6), hold="Shift")
    page.get_by_text(re.compile(r"selected \d+: ")).wait_for()
    assert not np.array_equal(screen.still(), whole)
    page.mouse.dblclick(*screen.at(screen.box()["width"] - 15, screen.box()["height"] - 15))
    says(screen, ())
    assert np.array_equal(screen.still(), whole)
    sight.zoom((300, 200), -900)
    page.mouse.move(0, 0)
    assert not np.array_equal(screen.still(), whole)
    page.locator("canvas").focus()
    page.keyboard.press("0")
    assert np.array_equal(screen.still(), whole)


def test_the_selection_greys_the_rest_and_hides_nothing(screen: Screen) -> None:
    before = screen.still()
    drag(screen, loop((420, 260), 60, 30, 7), hold="Shift")
    screen.page.get_by_text(re.compile(r"selected \d+: ")).wait_for()
    screen.page.mouse.move(0, 0)
    after = screen.still()
    painted = (before < 235).any(axis=2)
    assert (after[painted] < 250).any(axis=1).mean() > 0.9
    saturation = [pixels.max(axis=2).astype(int) - pixels.min(axis=2) for pixels in (before, after)]
    assert saturation[1].sum() < saturation[0].sum() / 2


def test_keys_point_at_samples_and_select_them(screen: Screen, sight: Sight) -> None:
    page, points = screen.page, sight.points()
    page.locator("canvas").focus()
    page.keyboard.press("Shift+ArrowRight")
    middle = np.array([screen.box()["width"], screen.box()["height"]]) / 2
    first = int(np.linalg.norm(points - middle, axis=1).argmin())
    page.locator(".status", has_text=f"pointing at {sight.samples[first]} (").wait_for()
    page.locator(".tip", has_text=sight.samples[first]).wait_for()
    page.keyboard.press("Enter")
    says(screen, sight.ids([first]))
    page.keyboard.press("Shift+ArrowRight")
    (x, y), least = (points - points[first]).T, 3
    score = np.where((x >= least) & (np.abs(y) <= x), x**2 + 4 * y**2, np.inf)
    second = int(score.argmin())
    page.locator(".status", has_text=f"pointing at {sight.samples[second]} (").wait_for()
    page.keyboard.press("Shift+Enter")
    says(screen, sight.ids([first, second]))
    page.keyboard.press("Escape")
    page.locator(".tip").wait_for(state="hidden")
    says(screen, sight.ids([first, second]))
    page.keyboard.press("Escape")
    says(screen, ())


def test_a_key_selects_all_in_view(screen: Screen, sight: Sight) -> None:
    page, box = screen.page, screen.box()
    page.locator("canvas").focus()
    for key in ("+", "+", "+", "+", "d", "w"):
        page.keyboard.press(key)
    page.keyboard.press("v")
    x, y = sight.points().T
    rows = np.flatnonzero((x > 0) & (x < box["width"]) & (y > 0) & (y < box["height"]))
    assert 5 < len(rows) < SAMPLES
    says(screen, sight.ids(rows))


def test_the_help_lists_the_keys_and_closes_with_escape(screen: Screen) -> None:
    page = screen.page
    page.locator("canvas").focus()
    page.keyboard.press("?")
    help_ = page.get_by_role("region", name="Keys and gestures")
    assert {"Shift + click", "Double click", "Space", "Esc"} <= set(help_.locator("dt").all_inner_texts())
    page.keyboard.press("Escape")
    help_.wait_for(state="hidden")
    page.get_by_role("button", name="Keys and gestures").click()
    help_.wait_for()


def test_what_the_legend_hides_is_neither_clicked_nor_enclosed(screen: Screen, sight: Sight) -> None:
    points, page = sight.points(), screen.page
    row = sight.clickable(points)
    hidden = sight.labels == sight.labels[row]
    page.locator(".legend button").nth(int(sight.labels[row])).click()
    page.locator(".status", has_text="hidden by the legend").wait_for()
    page.mouse.click(*screen.at(*points[row]))
    way = loop((420, 260), 150, 40, 8)
    drag(screen, way, hold="Shift")
    says(screen, sight.ids([other for other in inside(points, way) if not hidden[other]]))


def test_without_ids_only_clicks_select(chromium, scatter_page) -> None:
    screen = open_screen(chromium, scatter_page, clicks=1)
    sight = Sight(screen, SAMPLES, EPOCHS)
    assert screen.page.get_by_role("button", name="Lasso").is_hidden()
    row = sight.clickable(sight.points())
    screen.page.mouse.click(*screen.at(*sight.points()[row]))
    says(screen, sight.ids([row]))
    drag(screen, loop((420, 260), 90, 30, 9), hold="Shift")
    screen.page.wait_for_timeout(300)
    says(screen, sight.ids([row]))
    screen.page.close()


@pytest.mark.parametrize("ratio", [1.5, 2])  # 1 is every other test's
def test_any_pixel_ratio(chromium, scatter_page, ratio: float) -> None:
    screen = open_screen(chromium, scatter_page, context={"device_scale_factor": ratio})
    sight, shape, box = Sight(screen, SAMPLES, EPOCHS), screen.still().shape, screen.box()
    assert shape[:2] == (round(box["height"] * ratio), round(box["width"] * ratio))
    sight.zoom((400, 250), -400)
    points = sight.points()
    row = sight.clickable(points)
    screen.page.mouse.click(*screen.at(*points[row]))
    says(screen, sight.ids([row]))
    way = loop((420, 260), 130, 40, 10)
    screen.page.get_by_role("button", name="Lasso").click()
    drag(screen, way)
    says(screen, sight.ids(inside(points, way)))
    screen.page.close()


def test_two_fingers_zoom_about_what_is_between_them(chromium, scatter_page) -> None:
    screen = open_screen(chromium, scatter_page, context={"has_touch": True})
    sight = Sight(screen, SAMPLES, EPOCHS)
    row = int(np.linalg.norm(sight.points() - [400, 250], axis=1).argmin())
    before = sight.points()[row]
    touch = screen.page.context.new_cdp_session(screen.page)

    def fingers(kind: str, *places: tuple[float, float]) -> None:
        points = [dict(zip("xy", screen.at(*place), strict=True), id=number) for number, place in enumerate(places)]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    x, y = before
    fingers("touchStart", (x - 40, y))
    fingers("touchStart", (x - 40, y), (x + 40, y))
    for apart in (50, 60, 80):
        fingers("touchMove", (x - apart, y), (x + apart, y))
    fingers("touchEnd")
    screen.page.wait_for_timeout(200)
    assert sight.camera()["zoom"] == pytest.approx(2, rel=0.02)
    assert np.abs(sight.points()[row] - before).max() < 1.5
    assert "selected" not in status(screen)
    screen.page.close()
