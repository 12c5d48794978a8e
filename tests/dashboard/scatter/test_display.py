"""How points are drawn, in a real Chromium: styles, the legend as a filter, lines, guides and arrows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from tests import browser
from tests.conftest import ROOT
from tests.dashboard.scatter.display_page import CATEGORY_COLORS, COLORS, GUIDE, HOSTILE, predicted, trajectories
from tests.dashboard.scatter.screen import PADDING, Screen, open_screen

pytestmark = pytest.mark.browser
SAMPLES, EPOCHS = 400, 5
REACH = 6  # CSS pixels that a point of 400 may cover around its place


@pytest.fixture(scope="module")
def display_page() -> Iterator[str]:
    with browser.streamlit(Path(__file__).with_name("display_page.py"), PYTHONPATH=str(ROOT)) as address:
        yield address


@pytest.fixture
def shown(chromium, display_page) -> Iterator[Callable[..., Screen]]:
    """Opens the page; at the end there were no errors and no other hosts."""
    opened: list[Screen] = []

    def show(context: dict | None = None, **query) -> Screen:
        asked = {"samples": SAMPLES, "epochs": EPOCHS, **query}
        opened.append(open_screen(chromium, display_page, context, **asked))
        return opened[-1]

    yield show
    for screen in opened:
        screen.page.close()
        assert screen.errors == []
        assert {host.split(":")[0] for host in screen.hosts} == {"127.0.0.1"}


def places(screen: Screen, epoch: int) -> np.ndarray:
    """(n, 2) CSS pixels of the samples at an epoch, from the positions themselves and not from the payload."""
    positions, _ = trajectories(SAMPLES, EPOCHS)
    low, high = positions.min(axis=(0, 1)), positions.max(axis=(0, 1))
    box = screen.box()
    room = np.array([box["width"], box["height"]]) - 2 * PADDING
    scale = (room / (high - low)).min()
    middle = np.array([box["width"], box["height"]]) / 2
    return (positions[epoch] - (low + high) / 2) * [scale, -scale] + middle


def around(points: np.ndarray, shape: tuple[int, ...], reach: float = REACH) -> np.ndarray:
    """(y, x) bool: pixels within `reach` of one of the points."""
    y, x = np.mgrid[: shape[0], : shape[1]]
    near = np.zeros(shape[:2], dtype=bool)
    for left, top in points:
        near |= (x + 0.5 - left) ** 2 + (y + 0.5 - top) ** 2 <= reach**2
    return near


def colored(pixels: np.ndarray, color: str, tolerance: int = 60) -> np.ndarray:
    """(y, x) bool: pixels of about a color."""
    wanted = np.array([int(color[k : k + 2], 16) for k in (1, 3, 5)])
    return np.abs(pixels.astype(int) - wanted).sum(axis=2) < tolerance


def choose(screen: Screen, style: str) -> None:
    screen.page.get_by_text(style, exact=True).click()
    screen.page.wait_for_timeout(600)


def entry(screen: Screen, name: str):
    return screen.page.locator(".legend button", has_text=name)


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


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_neighbor_lines_cost_little_and_move_nothing(shown, scheme: str) -> None:
    screen = shown(context={"color_scheme": scheme}, epoch=4, selected="s0")
    before, received = screen.still(), screen.received
    screen.page.get_by_text("Links", exact=True).click()
    screen.page.locator(".signs", has_text="nearest in the embedding").wait_for()
    assert screen.received - received < 20_000
    at = places(screen, 4)
    after = screen.still()
    changed = (before != after).any(axis=2)
    for row in range(1, 13):
        x, y = ((at[0] + at[row]) / 2).astype(int)
        assert changed[y - 3 : y + 4, x - 3 : x + 4].any(), row
    untouched = at[13:][np.linalg.norm(at[13:] - at[0], axis=1) > 250].astype(int)
    still_there = [not changed[y - 2 : y + 3, x - 2 : x + 3].any() for x, y in untouched]
    assert len(still_there) > 20 and np.mean(still_there) > 0.5  # the others lie under lines and trails
    screen.page.get_by_text("Links", exact=True).click()
    screen.page.locator(".signs").wait_for(state="hidden")
    assert np.array_equal(screen.still(), before)


def test_trails_between_two_epochs_are_a_part_of_all(shown) -> None:
    screen = shown(epoch=4, selected="s1")
    full = screen.still()
    screen.page.get_by_text("Trails between", exact=True).click()
    screen.page.wait_for_timeout(500)
    part = screen.still()
    at = [places(screen, epoch)[1].astype(int) for epoch in range(EPOCHS)]
    x, y = ((at[0] + at[1]) / 2).astype(int)
    assert (full != part)[y - 2 : y + 3, x - 2 : x + 3].any()
    x, y = ((at[1] + at[2]) / 2).astype(int)
    assert (full == part)[y - 1 : y + 2, x - 1 : x + 2].all()


def test_a_guide_stands_at_its_value_and_arrows_name_their_classes(shown) -> None:
    plain, drawn = shown(epoch=4), shown(epoch=4, guides=1, arrows="first")
    before, after = plain.still(), drawn.still()
    positions, labels = trajectories(SAMPLES, EPOCHS)
    low, high = positions.min(axis=(0, 1)), positions.max(axis=(0, 1))
    box = drawn.box()
    scale = ((np.array([box["width"], box["height"]]) - 2 * PADDING) / (high - low)).min()
    x = int((GUIDE - (low[0] + high[0]) / 2) * scale + box["width"] / 2)
    changed = (before != after).any(axis=2)
    assert changed[20:-20, x - 1 : x + 2].any(axis=1).mean() > 0.95
    assert "class means, from the first epoch" in drawn.page.locator(".signs").inner_text()
    means = [places(drawn, epoch)[labels == 0].mean(axis=0) for epoch in (0, 4)]
    x, y = (0.7 * means[1] + 0.3 * means[0]).astype(int)
    assert changed[y - 2 : y + 3, x - 2 : x + 3].all()


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
