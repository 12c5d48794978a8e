"""What is drawn over the points, in a real Chromium: neighbour lines, trails, guides and arrows."""

from __future__ import annotations

import numpy as np
import pytest

from tests.dashboard.scatter.display_page import GUIDE, trajectories
from tests.dashboard.scatter.drawn_points import EPOCHS, SAMPLES, places
from tests.dashboard.scatter.screen import PADDING

pytestmark = pytest.mark.browser


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
