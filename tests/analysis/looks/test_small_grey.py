"""Small grey pictures: block means of the luminance."""

from __future__ import annotations

import numpy as np

from analysis.looks.small_grey import small_grey


def test_blocks_are_averaged_and_channels_weighted():
    picture = np.zeros((1, 96, 96, 3), np.uint8)
    picture[0, :3, :3] = [[[255, 0, 0], [0, 255, 0], [0, 0, 255]]] * 3
    grey = small_grey(picture)
    assert grey.shape == (1, 32, 32)
    np.testing.assert_allclose(grey[0, 0, 0], 255 / 3, rtol=1e-6)  # the weights add up to 1
    assert not grey[0, 1:].any()
