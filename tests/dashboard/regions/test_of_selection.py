"""From a selection to a definition: the outline that was drawn, where exceptions to it make it hold the samples."""

from dataclasses import replace

import numpy as np
import pytest

from analysis.store.reader import Run
from dashboard.plane import Plane
from dashboard.regions.address_form import from_text, to_text
from dashboard.regions.definition import Lasso
from dashboard.regions.members import members
from dashboard.regions.of_selection import adjusted, of_outline, simplest
from dashboard.regions.polygon import inside
from dashboard.scatter.outline import Outline
from tests.dashboard.scatter.outlines import loop

PLANE = Plane("pca_joint")


@pytest.fixture(scope="module")
def run(tiny_run):
    return Run(tiny_run)


def outline(run, epoch=2, name="tiny/pca_joint"):
    """A wobbly loop of 300 corners around the middle of the samples."""
    middle = np.median(run.projection("pca_joint")[run.epochs.index(epoch)], axis=0)
    corners = np.array(loop((0, 0), 2_000, 300, 4)) / 1_000 + middle
    return Outline(name, epoch, corners)


def enclosed(run, drawn):
    return np.flatnonzero(inside(run.projection("pca_joint")[2].astype(float), drawn.corners))


def test_an_outline_that_says_it_all_is_kept_shorter_and_holds_the_same(run):
    drawn = outline(run)
    rows = enclosed(run, drawn)
    region = of_outline(run, "tiny", rows, PLANE, drawn)
    assert isinstance(region, Lasso) and len(region.corners) < 300 and region.epoch == 2
    assert np.array_equal(members(run, "tiny", from_text(to_text(region), 60)), rows) and 5 < len(rows) < 55


@pytest.mark.parametrize("how", ["with it", "later"])
@pytest.mark.parametrize("change", ["one more", "one less"])
def test_samples_added_or_taken_away_are_exceptions_to_the_outline(run, change, how):
    drawn = outline(run)
    rows = enclosed(run, drawn)
    other = np.setdiff1d(np.arange(60), rows)[0]
    chosen = np.sort(np.append(rows, other)) if change == "one more" else rows[1:]
    region = of_outline(run, "tiny", chosen if how == "with it" else rows, PLANE, drawn)
    if how == "later":
        region = adjusted(run, "tiny", region, chosen)
    assert isinstance(region, Lasso) and region.but == (int(other if change == "one more" else rows[0]),)
    assert np.array_equal(members(run, "tiny", from_text(to_text(region), 60)), chosen)
    assert how == "with it" or adjusted(run, "tiny", region, rows).but == ()


def test_what_no_outline_says_is_none(run):
    drawn, rows = outline(run), np.arange(40)
    apart = np.setdiff1d(np.arange(60), enclosed(run, drawn))[:4]
    asked = {
        "other samples": (apart, drawn),
        "another run": (rows, outline(run, name="other/pca_joint")),
        "another plane": (rows, outline(run, name="tiny/pca_last")),
        "an epoch that is not there": (rows, Outline("tiny/pca_joint", 3, drawn.corners)),
    }
    for chosen, how in asked.values():
        assert of_outline(run, "tiny", chosen, PLANE, how) is None
    region = of_outline(run, "tiny", enclosed(run, drawn), PLANE, drawn)
    assert adjusted(run, "tiny", region, apart) is None
    assert adjusted(run, "tiny", replace(region, plane=Plane("gone")), apart) is None


def test_samples_that_are_not_drawn_make_no_exceptions():
    places = np.random.default_rng(0).uniform(0, 1, (400, 2))
    square = np.array([[0.2, 0.2], [0.8, 0.2], [0.8, 0.8], [0.2, 0.8]])
    drawn, wanted = np.setdiff1d(np.arange(400), np.arange(1, 400, 4)), inside(places, square)
    wanted[1::4] = False
    assert len(simplest(square, places, wanted, drawn)[1]) == 0
    assert np.array_equal(
        simplest(square, places, wanted, np.arange(400))[1], np.flatnonzero(wanted != inside(places, square))
    )


@pytest.mark.parametrize("seed", range(4))
def test_among_thirty_thousand_samples_a_hand_drawn_loop_is_kept_exactly(seed):
    """Drawn on a screen of whole pixels, 100 to a unit, with a corner about every three of them."""
    random = np.random.default_rng(seed)
    places = random.normal(size=(33_126, 2)).astype(np.float32).astype(float)
    angles = np.linspace(0, 2 * np.pi, 400, endpoint=False)
    waves = sum(random.normal(0, 0.08) * np.cos(turns * angles + random.uniform(0, 6)) for turns in range(2, 9))
    reach = random.uniform(0.5, 1.3) * (1 + waves)
    corners = np.rint(np.stack([np.cos(angles), np.sin(angles)], axis=1) * reach[:, None] * 100) / 100
    wanted = inside(places, corners)
    found, but = simplest(corners, places, wanted, np.arange(33_126))
    assert 2_000 < wanted.sum() < 30_000
    held = inside(places, found)
    held[but] ^= True
    assert np.array_equal(held, wanted)
    region = Lasso(0, PLANE, tuple(map(tuple, found.tolist())), "00000000", but=tuple(but.tolist()))
    assert from_text(to_text(region), 33_126) == region
