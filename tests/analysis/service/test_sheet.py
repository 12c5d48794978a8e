"""Sheets of pictures: read back pixel by pixel, grey ones too."""

import base64
import io

import numpy as np
import pytest
from PIL import Image

from analysis.service.sheet import png_sheet


@pytest.mark.parametrize("channels", [1, 3])
@pytest.mark.parametrize("count", [1, 4, 7])
def test_every_picture_is_where_it_should_be(channels, count):
    pictures = np.random.default_rng(count).integers(0, 256, (count, 3, 5, channels), np.uint8)
    sheet = png_sheet(pictures, columns=4)
    read = np.asarray(Image.open(io.BytesIO(base64.b64decode(sheet["image"]))).convert("RGB"))
    assert read.shape == (3 * -(-count // 4), 20, 3)
    for place, picture in enumerate(pictures):
        y, x = place // 4 * 3, place % 4 * 5
        np.testing.assert_array_equal(read[y : y + 3, x : x + 5], np.broadcast_to(picture, (3, 5, 3)))
    assert sheet["size"] == [3, 5] and sheet["type"] == "image/png"
