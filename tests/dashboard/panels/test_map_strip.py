"""Strip pictures are padded, never stretched."""

import numpy as np

from dashboard.panels.map_strip import _square


def test_wide_and_tall_pictures_stand_in_the_middle():
    wide = np.full((2, 6, 3), 9, np.uint8)
    assert _square(wide).shape == (6, 6, 3)
    assert (_square(wide)[2:4] == 9).all() and (_square(wide)[:2] == 127).all()
    assert (_square(wide.swapaxes(0, 1))[:, 2:4] == 9).all()
