"""Encoding anew: formats, sizes, and what it refuses."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image

from data.contract import DataError
from data.record_encoding import encoder
from tests.data.shards import encoded


def opened(content: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(content))
    picture.load()
    return picture


def test_png_keeps_every_pixel():
    content = encoded(3)
    again = encoder("png")(content)
    assert opened(again).format == "PNG" and np.array_equal(np.asarray(opened(again)), np.asarray(opened(content)))


def test_jpeg_of_a_quality():
    small, large = (encoder("jpeg", quality=quality)(encoded(3, size=(60, 40))) for quality in (20, 95))
    assert opened(small).format == "JPEG" and len(small) < len(large)


@pytest.mark.parametrize(
    ("size", "wanted"), [((60, 40), (15, 10)), ((40, 60), (10, 15)), ((10, 10), (10, 10)), ((9, 30), (9, 30))]
)
def test_the_shorter_side(size, wanted):
    assert opened(encoder("png", size=10)(encoded(1, size=size))).size == wanted


@pytest.mark.parametrize("settings", [{"form": "tiff"}, {"form": "png", "size": 0}, {"form": "jpeg", "quality": 101}])
def test_settings_that_cannot_be(settings):
    with pytest.raises(DataError, match="Wanted jpeg or png"):
        encoder(settings.pop("form"), **settings)


def test_what_is_no_picture():
    with pytest.raises(DataError, match="no format that can be read"):
        encoder("png")(b"no picture")
