"""The scatter in a real Chromium: it paints and picks, its camera stays, and odd data are said to be odd."""

from __future__ import annotations

import numpy as np
import pytest

from tests.dashboard.scatter.decoding import decode
from tests.dashboard.scatter.page import COLORS, payload_of
from tests.dashboard.scatter.screen import PADDING, Screen, loneliest, open_screen, places

pytestmark = pytest.mark.browser
SAMPLES, EPOCHS = 1_000, 5


def has_color(pixels: np.ndarray, color: str) -> int:
    wanted = np.array([int(color[k : k + 2], 16) for k in (1, 3, 5)])
    return int((np.abs(pixels.astype(int) - wanted).sum(axis=2) < 60).sum())


def lonely_sample(screen: Screen, epoch: int) -> tuple[str, tuple[float, float]]:
    """The id of a sample that stands alone at an epoch, and where it is on the canvas."""
    header, codes, _, samples = decode(payload_of.__wrapped__(SAMPLES, EPOCHS, ""))
    at = places(header, codes[epoch], screen.box())
    row = loneliest(at, codes[epoch])
    return samples[row], tuple(at[row])


def test_every_class_is_visible(screen: Screen) -> None:
    pixels = screen.still()
    assert (pixels == 255).all(axis=2).mean() > 0.5
    for color in COLORS:
        assert has_color(pixels, color) > 10, color


def test_a_click_names_the_sample(screen: Screen) -> None:
    sample, place = lonely_sample(screen, 0)
    runs = screen.runs()
    screen.page.mouse.click(*screen.at(*place))
    screen.python_says(f"epoch 0, selected {sample}")
    assert f"selected {sample}" in screen.page.locator(".status").inner_text()
    screen.page.wait_for_timeout(500)
    assert screen.runs() <= runs + 2
    screen.page.keyboard.press("Escape")
    screen.python_says("epoch 0, selected nothing")


def test_hover_shows_id_and_class_without_python(screen: Screen) -> None:
    sample, place = lonely_sample(screen, 0)
    runs = screen.runs()
    screen.page.mouse.move(*screen.at(*place))
    screen.page.locator(".tip", has_text=sample).wait_for()
    assert screen.runs() == runs
    screen.page.mouse.move(0, 0)
    screen.page.locator(".tip").wait_for(state="hidden")


def test_marking_sends_little_and_moves_nothing(screen: Screen) -> None:
    page = screen.page
    sample, place = lonely_sample(screen, 0)
    page.mouse.move(*screen.at(*place))
    page.mouse.wheel(0, -600)
    page.get_by_role("button", name="Whole view").wait_for()
    scale = page.locator(".bar i").bounding_box()["width"]
    before, received = screen.still(), screen.received
    page.get_by_text("Mark neighbours").click()
    page.wait_for_timeout(800)
    assert not np.array_equal(screen.still(), before)
    assert screen.received - received < 20_000
    assert page.locator(".bar i").bounding_box()["width"] == scale
    page.mouse.click(*screen.at(*place))
    screen.python_says(f"epoch 0, selected {sample}")
    page.get_by_text("Mark neighbours").click()
    page.wait_for_timeout(500)
    page.locator("canvas").focus()
    page.keyboard.press("Escape")
    screen.python_says("epoch 0, selected nothing")
    assert np.array_equal(screen.still(), before)


def test_the_camera_survives_epochs_and_a_button_resets_it(screen: Screen) -> None:
    page = screen.page
    whole = screen.still()
    page.mouse.move(*screen.at(300, 200))
    page.mouse.wheel(0, -900)
    page.mouse.down()
    page.mouse.move(*screen.at(340, 260), steps=4)
    page.mouse.up()
    zoomed = screen.still()
    assert not np.array_equal(zoomed, whole)
    page.locator("canvas").focus()
    page.keyboard.press("ArrowRight")
    screen.python_says("epoch 1, selected nothing")
    page.keyboard.press("ArrowLeft")
    screen.python_says("epoch 0, selected nothing")
    assert np.array_equal(screen.still(), zoomed)
    page.get_by_role("button", name="Whole view").click()
    page.mouse.move(0, 0)
    assert np.array_equal(screen.still(), whole)


def test_a_view_that_comes_back_looks_where_it_looked(screen: Screen) -> None:
    page = screen.page
    page.locator("canvas").focus()
    page.keyboard.press("ArrowRight")
    screen.python_says("epoch 1, selected nothing")
    page.keyboard.press("+")
    zoomed = screen.still()
    page.get_by_text("Leave").click()
    page.locator("canvas").wait_for(state="detached")
    page.get_by_text("Leave").click()
    page.locator(".status", has_text="1,000 samples").wait_for()
    screen.shows_epoch(1)
    assert np.array_equal(screen.still(), zoomed)


def test_another_run_under_the_same_keys(screen: Screen) -> None:
    page = screen.page
    first = screen.still()
    page.get_by_text("Other run").click()
    page.locator(".status", has_text="500 samples").wait_for()
    assert not np.array_equal(screen.still(), first)
    page.get_by_text("Other run").click()
    page.locator(".status", has_text="1,000 samples").wait_for()
    assert np.array_equal(screen.still(), first)


def test_a_callback_saves_the_second_run(chromium, scatter_page) -> None:
    screen = open_screen(chromium, scatter_page, callback=1)
    runs = screen.runs()
    screen.page.locator("canvas").focus()
    screen.page.keyboard.press("ArrowRight")
    screen.python_says("epoch 1, selected nothing")
    screen.page.wait_for_timeout(400)
    assert screen.runs() == runs + 1
    screen.page.close()


def test_the_theme_repaints(screen: Screen) -> None:
    assert screen.still()[2, 2].min() > 200
    screen.page.emulate_media(color_scheme="dark")
    screen.page.wait_for_timeout(800)
    pixels = screen.still()
    assert pixels[2, 2].max() < 60
    assert has_color(pixels, COLORS[1]) > 10


def test_the_legend_counts_and_brings_a_class_to_the_fore(screen: Screen) -> None:
    _, _, labels, _ = decode(payload_of.__wrapped__(SAMPLES, EPOCHS, ""))
    entries = screen.page.locator(".legend li")
    assert entries.nth(1).inner_text().split() == ["mel", str((labels == 1).sum())]
    before = has_color(screen.still(), COLORS[2])
    entries.nth(1).hover()
    screen.page.wait_for_timeout(200)
    assert has_color(screen.still(), COLORS[2]) < before / 4


def test_a_resize_keeps_the_points_and_the_ratio_of_pixels(chromium, scatter_page) -> None:
    screen = open_screen(chromium, scatter_page, context={"device_scale_factor": 2})
    box = screen.box()
    assert screen.pixels().shape[1] == round(box["width"] * 2)
    sample, place = lonely_sample(screen, 0)
    screen.page.mouse.click(*screen.at(*place))
    screen.python_says(f"epoch 0, selected {sample}")
    screen.page.set_viewport_size({"width": 800, "height": 860})
    screen.page.wait_for_timeout(500)
    assert screen.pixels().shape[1] == round(screen.box()["width"] * 2) < box["width"] * 2
    assert (screen.still() < 240).any(axis=2).mean() > 0.002
    screen.page.close()


def test_labels_and_ids_are_text_never_markup(chromium, scatter_page) -> None:
    screen = open_screen(chromium, scatter_page, case="html", samples=1, epochs=2)
    assert '<script>alert("1")</script>' in screen.page.locator(".legend").inner_text()
    box = screen.box()
    screen.page.mouse.move(*screen.at(box["width"] / 2, box["height"] - 22))
    for share in np.linspace(0, 1, 30):
        screen.page.mouse.move(*screen.at(22 + share * (box["width"] - 44), box["height"] / 2))
    screen.page.keyboard.press("Escape")
    assert screen.page.locator(".scatter img, .scatter script").count() == 0
    assert screen.errors == []
    screen.page.close()


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"samples": 1, "epochs": 1}, "1 sample"),
        ({"samples": 60, "epochs": 3, "case": "place"}, "60 samples"),
        ({"samples": 60, "epochs": 3, "case": "missing"}, "60 samples · 3 without a position at epoch 0, not drawn"),
        ({"samples": 400, "epochs": 2, "case": "classes"}, "400 samples"),
        ({"samples": 20, "epochs": 2, "epoch": 9}, "20 samples · epoch 9 is not in this run"),
    ],
)
def test_unusual_data(chromium, scatter_page, query: dict, words: str) -> None:
    screen = open_screen(chromium, scatter_page, **query)
    assert screen.page.locator(".status").inner_text() == words
    assert len(np.unique(screen.still().reshape(-1, 3), axis=0)) > 3
    screen.page.locator("canvas").focus()
    for key in ("ArrowRight", " ", "+", "0", "Escape"):
        screen.page.keyboard.press(key)
    screen.page.wait_for_timeout(300)
    assert screen.errors == []
    screen.page.close()


def test_fit_shows_this_epochs_points_as_large_as_they_go(screen) -> None:
    def extent() -> tuple[float, float]:
        drawn = (np.abs(screen.still().astype(int) - screen.pixels()[2, -2]).sum(axis=2) > 60)[:, 160:-10]
        rows = np.flatnonzero(drawn.any(axis=1))
        return float(np.ptp(rows)), drawn.shape[0]

    before, height = extent()
    screen.page.get_by_role("button", name="Fit the samples of this epoch").click()
    after, _ = extent()
    assert before < 0.8 * (height - 2 * PADDING) < 0.9 * (height - 2 * PADDING) < after
    screen.page.locator("canvas").press("0")
    assert extent()[0] == before
    screen.page.locator("canvas").press("f")
    assert extent()[0] == after
