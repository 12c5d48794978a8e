"""Painted points: where they should be, later ones on top, nothing where a place is not a number."""

import numpy as np

from dashboard.figures.point_raster import GROUNDS, disc, paint, radius, square_of

RED, BLUE = (255, 0, 0), (0, 0, 255)


def painted(positions, colors, **options):
    positions = np.array(positions, float)
    square = options.pop("square", (np.zeros(2), 2.0))
    return paint(positions, np.array(colors, np.uint8), square=square, size=100, **options)


def test_a_point_is_where_it_should_be_and_up_is_up():
    picture = painted([[-0.5, 0.8]], [RED])
    rows, columns = np.nonzero((picture == RED).all(axis=-1))
    assert abs(columns.mean() - 100 * (0.5 - 0.25 * 0.94)) < 1 and abs(rows.mean() - 100 * (0.5 - 0.4 * 0.94)) < 1


def test_the_later_point_lies_on_top():
    assert (painted([[0, 0], [0, 0]], [RED, BLUE])[50, 50] == BLUE).all()
    assert (painted([[0, 0], [0, 0]], [BLUE, RED])[50, 50] == RED).all()


def test_points_at_the_rim_are_clipped_and_missing_ones_left_out():
    assert painted([[5, 5], [np.nan, 0], [np.inf, 0]], [RED] * 3).std(axis=(0, 1)).max() == 0
    ground = [int(GROUNDS[1][place : place + 2], 16) for place in (1, 3, 5)]
    assert (painted([[9, 9]], [RED], dark=True)[0, 0] == ground).all()


def test_one_square_holds_all_epochs():
    positions = np.array([[[0, 0], [4, 1]], [[-2, 3], [np.nan, 99]]], float)
    middle, side = square_of(positions)
    assert middle.tolist() == [1, 1.5] and side == 6
    assert square_of(np.full((1, 3, 2), np.nan))[1] == 1 and square_of(np.zeros((1, 3, 2)))[1] == 1


def test_many_points_are_smaller():
    assert radius(10) == 5 and radius(10**7) == 2 and 2 < radius(10_015) < 5
    assert len(disc(1.5)[0]) == 9 and len(disc(1.0)[0]) == 5
