"""Many pictures as one and back."""

import base64
import io

import numpy as np
import pytest
from PIL import Image

from dashboard.gallery.mosaic import mosaic


def unpacked(sheet: dict, count: int, height: int, width: int) -> np.ndarray:
    pixels = np.asarray(Image.open(io.BytesIO(base64.b64decode(sheet["image"]))))
    places = [divmod(place, sheet["columns"]) for place in range(count)]
    return np.stack(
        [pixels[row * height : (row + 1) * height, column * width : (column + 1) * width] for row, column in places]
    )


@pytest.mark.parametrize("count", [1, 2, 3, 12, 60])
def test_lossless_pictures_come_back_exactly(count):
    pictures = np.random.default_rng(0).integers(0, 256, (count, 16, 24, 3), np.uint8)
    sheet = mosaic(pictures, lossless=True)
    assert sheet["type"] == "image/png"
    assert (unpacked(sheet, count, 16, 24) == pictures).all()


def test_photographs_come_back_nearly():
    ramp = np.linspace(0, 255, 96, dtype=np.uint8)
    pictures = np.stack([np.repeat(np.repeat(ramp[None, :, None], 96, 0), 3, 2), np.full((96, 96, 3), 200, np.uint8)])
    sheet = mosaic(pictures)
    assert sheet["type"] == "image/jpeg"
    back = unpacked(sheet, 2, 96, 96).astype(int)
    assert np.abs(back - pictures).max() <= 8
    assert len(sheet["image"]) < pictures.nbytes / 5


def test_the_sheet_is_nearly_square():
    sheet = mosaic(np.zeros((60, 8, 8, 3), np.uint8))
    assert (sheet["columns"], sheet["rows"]) == (8, 8)
