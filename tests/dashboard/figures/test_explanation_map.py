"""Maps as pixels: the scale says what the colors mean."""

import numpy as np
import pytest

from dashboard.figures.explanation_map import (
    SIGNED_STOPS,
    UNSIGNED_STOPS,
    Scale,
    colored,
    common_scale,
    enlarged,
    gradient,
    grey,
    overlay,
)


def rgb(color: str) -> list[int]:
    return [int(color[place : place + 2], 16) for place in (1, 3, 5)]


def test_signed_scales_are_centred_on_zero():
    colors = colored(np.array([[-2.0, 0.0, 2.0]], np.float32), Scale(2.0, signed=True))
    assert colors[0, :, :3].tolist() == [rgb(SIGNED_STOPS[0]), rgb(SIGNED_STOPS[3]), rgb(SIGNED_STOPS[-1])]


def test_unsigned_scales_begin_at_zero():
    colors = colored(np.array([[0.0, 1.0, 2.0, 9.0]], np.float32), Scale(2.0, signed=False))
    assert colors[0, 0, :3].tolist() == rgb(UNSIGNED_STOPS[0])
    assert colors[0, 1, :3].tolist() == rgb(UNSIGNED_STOPS[3])
    assert colors[0, 2, :3].tolist() == colors[0, 3, :3].tolist() == rgb(UNSIGNED_STOPS[-1])


def test_unsigned_scale_brightens_evenly():
    ramp = colored(np.linspace(0, 1, 50, dtype=np.float32)[None], Scale(1.0, signed=False))[..., :3]
    steps = np.diff(grey(ramp)[0])
    assert (steps > 0).all()
    assert steps.max() < 3 * steps.min()


def test_no_numbers_are_transparent_and_left_out_of_the_scale():
    values = np.array([[np.nan, 1.0], [-3.0, np.inf]], np.float32)
    scale = common_scale([values], signed=True)
    assert scale.limit == pytest.approx(np.quantile([1.0, 3.0], 0.995))
    assert colored(values, scale)[..., 3].tolist() == [[0, 255], [255, 0]]


def test_one_scale_serves_all_maps():
    small, large = np.full((2, 2), 0.1, np.float32), np.full((9, 9), 5.0, np.float32)
    assert common_scale([small, large], signed=False).limit == pytest.approx(5.0)


def test_one_wild_pixel_does_not_rule_the_scale():
    values = np.ones((40, 40), np.float32)
    values[0, 0] = 1000
    assert common_scale([values], signed=False).limit == pytest.approx(1.0)


def test_maps_of_nothing_have_a_scale_too():
    assert common_scale([], signed=True).limit == 0
    flat = np.zeros((2, 2), np.float32)
    colors = colored(flat, common_scale([flat], signed=True))
    assert colors[0, 0, :3].tolist() == rgb(SIGNED_STOPS[3])


def test_opacity_goes_from_the_grey_picture_to_the_map_itself():
    picture = np.random.default_rng(0).integers(0, 256, (4, 4, 3), np.uint8)
    colors = colored(np.ones((4, 4), np.float32), Scale(1.0, signed=False))
    assert (overlay(picture, colors, 1.0) == colors[..., :3]).all()
    assert (overlay(picture, colors, 0.0) == np.rint(grey(picture))[..., None]).all()


def test_transparent_cells_show_the_picture_at_any_opacity():
    picture = np.full((1, 1, 1), 77, np.uint8)
    colors = colored(np.array([[np.nan]], np.float32), Scale(1.0, signed=False))
    assert overlay(picture, colors, 1.0).tolist() == [[[77, 77, 77]]]


def test_cells_stay_cells_unless_smoothed():
    values = np.array([[0.0, 1.0], [1.0, 0.0]], np.float32)
    assert set(np.unique(enlarged(values, (8, 8), smooth=False))) == {0.0, 1.0}
    assert len(np.unique(enlarged(values, (8, 8), smooth=True))) > 4


def test_the_printed_scale_has_the_same_colors():
    for signed, stops in ((True, SIGNED_STOPS), (False, UNSIGNED_STOPS)):
        assert [gradient(signed).index(color) for color in stops] == sorted(gradient(signed).index(c) for c in stops)
