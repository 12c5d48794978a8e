"""Maps over pictures: sizes, proportions, and one scale a row."""

import numpy as np

from dashboard.figures.explanation_map import Scale, colored, common_scale, grey
from dashboard.panels.maps import EDGE, Drawing, drawn, drawn_size, enlarged_picture

PICTURE = np.random.default_rng(0).integers(0, 256, (30, 40, 3), np.uint8)


def test_sides_stay_in_proportion():
    assert drawn_size(PICTURE) == (EDGE * 3 // 4, EDGE)
    assert drawn_size(PICTURE, 80) == (60, 80)


def test_every_pixel_of_the_picture_is_kept():
    large = enlarged_picture(PICTURE, (90, 120))
    assert (large[::3, ::3] == PICTURE).all()
    assert (large[1::3, 2::3] == PICTURE).all()


def test_a_full_map_has_the_colors_of_its_scale():
    values = np.array([[0.0, 1.0], [2.0, -1.0]], np.float32)
    scale = common_scale([values], signed=True)
    pixels = drawn(values, PICTURE, scale, Drawing(1.0, smooth=False, common=True))
    assert pixels.shape == (*drawn_size(PICTURE), 3)
    assert (pixels[0, 0] == colored(values, scale)[0, 0, :3]).all()
    assert (pixels[-1, 0] == colored(values, scale)[1, 0, :3]).all()


def test_no_opacity_shows_the_grey_picture():
    pixels = drawn(np.ones((2, 2), np.float32), PICTURE, Scale(1.0, signed=False), Drawing(0.0, False, True))
    assert (pixels == np.rint(grey(enlarged_picture(PICTURE, drawn_size(PICTURE))))[..., None]).all()
