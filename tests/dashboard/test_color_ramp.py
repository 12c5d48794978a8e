"""The ramp: it can be seen on its page, its high end best, and lightness goes one way."""

import numpy as np

from dashboard.color_distance import contrast, linear, oklab
from dashboard.color_ramp import ramp
from dashboard.palette import DARK, LIGHT


def test_the_high_end_stands_out_and_the_low_end_can_be_seen():
    for dark, page in ((False, LIGHT), (True, DARK)):
        found = [contrast(color, page) for color in ramp(64, dark=dark)]
        assert min(found) > 1.5 and found[-1] > 10
        assert (np.diff(found) > -0.02).all()


def test_lightness_goes_one_way_in_even_steps():
    for dark in (False, True):
        steps = np.diff(oklab(linear(ramp(32, dark=dark)))[:, 0])
        assert (np.sign(steps) == (1 if dark else -1)).all()
        assert np.abs(steps).max() < 3 * np.abs(steps).mean()


def test_one_color_is_the_low_end():
    assert ramp(1) == [ramp(9)[0]] and ramp(0) == []
