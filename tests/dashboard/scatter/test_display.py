"""How points are drawn, in a real Chromium: styles, and the legend as a filter."""

from __future__ import annotations

import numpy as np
import pytest

from tests.dashboard.scatter.display_page import CATEGORY_COLORS, COLORS, HOSTILE, predicted, trajectories
from tests.dashboard.scatter.drawn_points import EPOCHS, REACH, SAMPLES, around, choose, colored, entry, places

pytestmark = pytest.mark.browser


def test_a_hidden_class_leaves_exactly_its_pixels_and_comes_back(shown) -> None:
    screen = shown(epoch=4)
    _, labels = trajectories(SAMPLES, EPOCHS)
    before = screen.still()
    entry(screen, "mel").click()
    screen.page.mouse.move(2, 2)
    after = screen.still()
    own = around(places(screen, 4)[labels == 1], before.shape)
    assert (before == after).all(axis=2)[~own].all()
    assert colored(before, COLORS[1]).sum() > 200 and colored(after, COLORS[1]).sum() == 0
    assert entry(screen, "mel").get_attribute("aria-pressed") == "false"
    assert f"{(labels == 1).sum()} hidden by the legend" in screen.page.locator(".status").inner_text()
    screen.page.get_by_role("button", name="Show all").click()
    screen.page.mouse.move(2, 2)
    assert np.array_equal(screen.still(), before)


def test_a_hidden_sample_is_not_picked(shown) -> None:
    screen = shown(epoch=4)
    _, labels = trajectories(SAMPLES, EPOCHS)
    at = places(screen, 4)
    others = at[labels != 1]
    lonely = max(np.flatnonzero(labels == 1), key=lambda row: np.linalg.norm(others - at[row], axis=1).min())
    screen.page.mouse.move(*screen.at(*at[lonely]))
    screen.page.locator(".tip").wait_for()
    entry(screen, "mel").click()
    screen.page.mouse.move(*screen.at(*at[lonely]))
    screen.page.wait_for_timeout(300)
    tip = screen.page.locator(".tip")
    assert not tip.is_visible() or "mel" not in tip.inner_text()


def test_a_class_alone_by_double_click_and_by_keys(shown) -> None:
    screen = shown(epoch=4)
    everything = screen.still()
    entry(screen, "bkl").dblclick()
    screen.page.mouse.move(2, 2)
    alone = screen.still()
    assert colored(alone, COLORS[2]).sum() > 100
    for other in (COLORS[0], COLORS[1], COLORS[3], COLORS[4]):
        assert colored(alone, other).sum() == 0
    entry(screen, "bkl").focus()
    screen.page.keyboard.press("Shift+Enter")
    screen.page.locator("canvas").focus()
    assert np.array_equal(screen.still(), everything)
    entry(screen, "nv").focus()
    screen.page.keyboard.press("Space")
    screen.page.locator("canvas").focus()
    assert colored(screen.still(), COLORS[0]).sum() == 0


def test_recoloring_moves_nothing_and_keeps_camera_selection_and_filter(shown) -> None:
    screen = shown(epoch=4, selected="s5")
    page = screen.page
    entry(screen, "mel").click()
    page.mouse.move(*screen.at(400, 200))
    page.mouse.wheel(0, -400)
    page.get_by_role("button", name="Whole view").wait_for()
    page.mouse.move(2, 2)
    before = screen.still()
    choose(screen, "prediction")
    page.locator(".legend-title", has_text="Prediction").wait_for()
    assert page.locator(".legend-row").inner_text().split() == [
        "Prediction",
        "nv",
        "200",
        "mel",
        "199",
        "not",
        "known",
        "1",
    ]
    assert not np.array_equal(screen.still(), before)
    assert "selected s5" in page.locator(".status").inner_text()
    assert page.get_by_role("button", name="Whole view").is_visible()
    choose(screen, "classes")
    page.locator(".legend-title", has_text="Prediction").wait_for(state="hidden")
    assert np.array_equal(screen.still(), before)


def test_every_point_has_its_codes_color_at_every_epoch(shown) -> None:
    screen = shown(style="prediction")
    codes = predicted(SAMPLES, EPOCHS)
    page = screen.page
    for epoch in (0, EPOCHS - 1):
        if epoch:
            page.locator("canvas").focus()
            page.keyboard.press("End")
            screen.shows_epoch(epoch)
        pixels, at = screen.still(), places(screen, epoch)
        apart = np.linalg.norm(at[:, None] - at[None], axis=2) + np.diag(np.full(SAMPLES, np.inf))
        lonely = np.flatnonzero(apart.min(axis=1) > 9)
        assert {0, 1} >= set(codes[epoch, lonely]) and len(lonely) > 20
        for row in lonely:
            x, y = at[row].astype(int)
            assert colored(pixels[y : y + 1, x : x + 1], CATEGORY_COLORS[codes[epoch, row]], 90).all(), row


def test_values_have_a_color_bar_with_its_ends_and_not_known(shown) -> None:
    screen = shown(style="score", epoch=2)
    ramp = screen.page.locator(".ramp")
    assert ramp.inner_text().split("\n") == ["0 of 1", "1 of 1"]
    assert ramp.get_attribute("aria-label") == "Score of mel from 0 of 1 to 1 of 1"
    assert "linear-gradient" in ramp.locator("i").evaluate("node => node.style.background")
    before = screen.still()
    entry(screen, "not known").click()
    screen.page.mouse.move(2, 2)
    changed = (before != screen.still()).any(axis=2)
    assert changed.any() and not changed[~around(places(screen, 2)[3:4], before.shape)].any()


def test_outlined_points_are_outlined_and_said_to_be(shown) -> None:
    screen = shown(style="rings", epoch=4)
    assert screen.page.locator(".signs").inner_text() == "wrong: 16"
    pixels = screen.still()
    dark = colored(pixels, "#31333f", 120)
    dark[-60:, -260:] = dark[-60:, :160] = False  # signs and scale bar are elements over the canvas
    ringed = around(places(screen, 4)[::25], pixels.shape, REACH + 2)
    assert dark[ringed].sum() > 16 * 10 and dark[~ringed].sum() == 0


def test_names_and_titles_are_text(shown) -> None:
    screen = shown(style="hostile", guides=1, arrows="before", epoch=1)
    assert HOSTILE in screen.page.locator(".legend").inner_text()
    assert HOSTILE in screen.page.locator(".legend-title").inner_text()
    assert HOSTILE in screen.page.locator(".signs").inner_text()
    assert screen.page.locator(".scatter img, .scatter script").count() == 0


def test_two_hundred_classes_stay_usable(shown) -> None:
    screen = shown(case="classes", epoch=4)
    page = screen.page
    row = page.locator(".legend-row").bounding_box()
    assert row["height"] < 60
    shown_here = page.locator(".legend .entry").count()
    more = page.locator(".more")
    assert 5 < shown_here < 60 and more.inner_text() == f"+ {200 - shown_here} more"
    more.click()
    last = page.locator(".rest button", has_text="class 199")
    last.scroll_into_view_if_needed()
    last.click()
    page.locator(".status", has_text="2 hidden by the legend").wait_for()
    page.keyboard.press("Escape")
    page.locator(".rest").wait_for(state="hidden")
    assert more.evaluate("node => node === node.getRootNode().activeElement")
    page.set_viewport_size({"width": 700, "height": 860})
    page.wait_for_timeout(400)
    assert page.locator(".legend .entry").count() < shown_here
    assert page.locator(".legend .entry").count() + page.locator(".rest .entry").count() == 200


@pytest.mark.parametrize(
    "query",
    [
        {"samples": 1, "epochs": 1, "case": "one", "arrows": "before", "guides": 1},
        {"samples": 1, "epochs": 3, "style": "score", "arrows": "first"},
        {"samples": 30, "epochs": 1, "style": "prediction", "selected": "s0,s1"},
        {"samples": 30, "epochs": 3, "case": "place", "style": "rings", "arrows": "before", "guides": 1},
        {"samples": 30, "epochs": 2, "case": "one"},
    ],
)
def test_unusual_data(shown, query: dict) -> None:
    screen = shown(**query)
    assert len(np.unique(screen.still().reshape(-1, 3), axis=0)) > 3
    first = screen.page.locator(".legend .entry").first
    if first.count():
        first.dblclick()
        first.click()
    screen.page.locator("canvas").focus()
    for key in ("ArrowRight", " ", "+", "0", "Escape"):
        screen.page.keyboard.press(key)
    screen.page.wait_for_timeout(300)


def test_the_style_travels_once(shown) -> None:
    screen = shown(samples=20_000, style="prediction")
    received = screen.received
    screen.page.get_by_role("button", name="Rerun").click()
    screen.page.wait_for_timeout(800)
    assert screen.received - received < 20_000
