"""Turning against Pillow's own, for every mark."""

import numpy as np
import pytest
from PIL import Image, ImageOps

from analysis.service.turning import turned

PICTURE = np.random.default_rng(1).integers(0, 256, (5, 7, 3), np.uint8)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_mark_as_pillow_reads_it(orientation):
    image = Image.fromarray(PICTURE)
    image.getexif()[0x0112] = orientation
    wanted = np.asarray(ImageOps.exif_transpose(image))
    found = turned(PICTURE, orientation)
    assert found.flags.c_contiguous
    np.testing.assert_array_equal(found, wanted)
