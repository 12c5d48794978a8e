"""What an outline holds, by winding angles and by areas known beforehand; which corners matter."""

import numpy as np
import pytest

from dashboard.regions.polygon import inside, significance
from tests.dashboard.scatter.outlines import inside as inside_by_angles
from tests.dashboard.scatter.outlines import loop


@pytest.mark.parametrize("seed", range(4))
def test_random_outlines_hold_what_their_angles_say(seed):
    random = np.random.default_rng(seed)
    places = random.uniform(0, 400, (2_000, 2))
    corners = random.uniform(0, 400, (9, 2)) if seed < 2 else np.array(loop((200, 200), 150, 60, seed))
    expected = inside_by_angles(places, [tuple(corner) for corner in corners.tolist()])
    assert 100 < len(expected) < 1_900
    assert np.array_equal(np.flatnonzero(inside(places, corners)), expected)


def test_places_without_a_position_are_outside_and_empty_boxes_hold_nothing():
    square = np.array([[0.0, 0.0], [2, 0], [2, 2], [0, 2]])
    assert inside(np.array([[1.0, 1.0], [np.nan, 1], [3, 1], [1, -1]]), square).tolist() == [True, False, False, False]
    assert not inside(np.array([[1.0, 1.0]]), np.ones((3, 2))).any()
    assert inside(np.empty((0, 2)), square).shape == (0,)


def test_corners_on_a_straight_line_do_not_matter():
    corners = np.array([[0.0, 0.0], [1, 0], [2, 0], [4, 0], [4, 4], [2, 4.5], [0, 4]])
    found = significance(corners)
    assert np.isinf(found[[0, 4]]).all()
    assert found[1] == found[2] == 0
    assert found[3] == pytest.approx(np.hypot(4, 4) / 2)  # from the diagonal
    assert found[5] == pytest.approx(0.5)  # from the upper edge


def test_what_is_left_out_lies_within_the_tolerance():
    corners = np.array(loop((0, 0), 100, 200, 5))
    found, tolerance = significance(corners), 10.0
    kept = np.flatnonzero(found >= tolerance)
    assert 3 < len(kept) < 200
    for start, end in zip(kept, [*kept[1:], kept[0] + 200], strict=True):
        along = corners[end % 200] - corners[start]
        for middle in range(start + 1, end):
            gap = corners[middle % 200] - corners[start]
            share = np.clip(gap @ along / (along @ along), 0, 1)
            assert np.hypot(*(gap - share * along)) <= tolerance


def test_corners_that_are_all_one_place_do_not_matter():
    assert significance(np.ones((5, 2)))[1:].max() == 0
