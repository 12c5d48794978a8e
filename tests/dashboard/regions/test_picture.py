"""Regions painted on a plane: colors, both at once, the outline at its own epoch."""

import numpy as np
import pytest

from analysis.store.reader import Run
from dashboard.figures.point_raster import paint, square_of
from dashboard.plane import Plane
from dashboard.regions.definition import Lasso, Listed
from dashboard.regions.kept import COLORS, Kept
from dashboard.regions.picture import BOTH, GREYS, pictures

PLANE = Plane("pca_joint")


@pytest.fixture(scope="module")
def run(tiny_run):
    return Run(tiny_run)


def color(text: str) -> list[int]:
    return [int(text[start : start + 2], 16) for start in (1, 3, 5)]


def has(picture: np.ndarray, text: str) -> bool:
    return bool((picture == color(text)).all(axis=2).any())


def listed(slot: str, *rows: int) -> Kept:
    return Kept(slot, Listed(2, rows, "00000000"), np.array(rows, np.int64))


@pytest.mark.parametrize("dark", [False, True])
def test_samples_have_their_regions_color_and_lie_where_they_lie(run, dark):
    picture = pictures(run, PLANE, [2, 5], [listed("a", 3, 4), listed("b", 4, 9)], size=400, dark=dark)
    assert picture.shape == (2, 400, 400, 3) and not np.array_equal(*picture)
    every = run.projection("pca_joint")
    square = square_of(every[2:])
    for place, epoch in ((2, 0), (3, 1)):
        for row, text in ((3, COLORS["a"]), (4, BOTH[dark]), (9, COLORS["b"])):
            alone = paint(every[place][[row]], np.array([color(text)], np.uint8), square=square, size=400)
            spot = (alone == color(text)).all(axis=2)
            assert spot.any() and ((picture[epoch] == color(text)).all(axis=2) & spot).any()
    assert has(picture[0], GREYS[dark]) and not has(picture[0], GREYS[not dark])


def test_an_outline_is_drawn_at_its_own_epoch_and_plane_alone(run):
    corners = ((-1.0, -1.0), (1.0, -1.0), (1.0, 1.0))
    one = Kept("b", Lasso(2, PLANE, corners, "00000000"), np.empty(0, np.int64))
    picture = pictures(run, PLANE, [1, 2], [one], size=300)
    assert not has(picture[0], COLORS["b"]) and has(picture[1], COLORS["b"])
    middle, side = square_of(run.projection("pca_joint")[1:3])
    x, y = ((np.array([0.0, -1.0]) - middle) / side * 0.94 + 0.5) * 299  # halfway along the lower edge
    assert picture[1][round(299 - y), round(x)].tolist() == color(COLORS["b"])
    assert not has(pictures(run, Plane("pca_last"), [2], [one], size=300)[0], COLORS["b"])
