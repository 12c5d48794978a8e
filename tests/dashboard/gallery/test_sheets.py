"""Hundreds of pictures on sheets: each stands where the browser will look for it."""

import base64
import io

import numpy as np
import pytest
from PIL import Image

from analysis.store.reader import Run
from analysis.store.thumbnails import CELL
from dashboard.gallery.sheets import PER_SHEET, sheets


def shown(sheet: dict, height: int, width: int) -> list[np.ndarray]:
    """Its pictures, cut out by the rule of front/sheets.js."""
    pixels = np.asarray(Image.open(io.BytesIO(base64.b64decode(sheet["image"]))))
    corners = [divmod(place, sheet["columns"]) for place in range(sheet["count"])]
    return [pixels[y * height : (y + 1) * height, x * width : (x + 1) * width] for y, x in corners]


@pytest.mark.parametrize("count", [1, PER_SHEET, 2 * PER_SHEET + 5])
def test_arrays_stand_in_order(count):
    pictures = np.random.default_rng(0).integers(0, 256, (count, 8, 8, 3), np.uint8)
    found = [each for sheet in sheets(pictures, lossless=True) for each in shown(sheet, 8, 8)]
    np.testing.assert_array_equal(np.stack(found), pictures)


def test_files_are_joined_as_they_are(tiny_run):
    atlas, rows = Run(tiny_run).thumbnails, [*range(59, -1, -1), *range(60)]
    parts = sheets(atlas.encoded(rows))
    assert [part["count"] for part in parts] == [PER_SHEET, 120 - PER_SHEET]
    found = [each for sheet in parts for each in shown(sheet, CELL, CELL)]
    np.testing.assert_array_equal(np.stack(found), atlas.many(rows))


def test_files_of_other_settings_are_decoded_and_joined(tiny_run):
    stream = io.BytesIO()
    Image.new("RGB", (CELL, CELL), (10, 200, 30)).save(stream, "JPEG", quality=60)
    (sheet,) = sheets([*Run(tiny_run).thumbnails.encoded([4]), stream.getvalue()])
    first, second = shown(sheet, CELL, CELL)
    assert np.abs(first.astype(int) - Run(tiny_run).thumbnails.one(4)).mean() < 6
    assert np.abs(second.astype(int) - (10, 200, 30)).max() < 12


def test_no_pictures_make_no_sheets():
    assert sheets([]) == []
