"""Cells cut out of a JPEG page and joined again show exactly what Pillow decodes of the page."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image

from analysis.store.jpeg_cells import stack, take_apart

CELL = 16


def jpeg(pixels: np.ndarray, *, every: int = CELL // 8, quality: int = 88) -> bytes:
    stream = io.BytesIO()
    Image.fromarray(pixels).save(stream, "JPEG", quality=quality, subsampling=0, restart_marker_blocks=every)
    return stream.getvalue()


def decoded(file: bytes) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(file)))


@pytest.fixture(scope="module")
def page() -> bytes:
    """Three cells across, two down, of noise, whose coded data is full of stuffed 0xFF bytes."""
    return jpeg(np.random.default_rng(0).integers(0, 256, (2 * CELL, 3 * CELL, 3), np.uint8), quality=100)


def test_a_cell_is_what_the_page_shows_there(page):
    cells, whole = take_apart(page, CELL), decoded(page)
    assert b"\xff\x00" in page  # bytes that a careless search would take for markers
    for place in range(6):
        y, x = place // 3 * CELL, place % 3 * CELL
        np.testing.assert_array_equal(decoded(cells.cut(place)), whole[y : y + CELL, x : x + CELL])


@pytest.mark.parametrize("order", [[4], [5, 0], [3, 3, 1, 0, 2, 5, 4]])
def test_cells_join_in_any_order_and_number(page, order):
    cells = take_apart(page, CELL)
    sheet = decoded(stack([cells.cut(place) for place in order], CELL))
    expected = np.concatenate([decoded(cells.cut(place)) for place in order])
    np.testing.assert_array_equal(sheet, expected)


def test_a_page_without_markers_at_cells_is_told_apart():
    picture = np.zeros((CELL, 2 * CELL, 3), np.uint8)
    assert take_apart(jpeg(picture, every=0), CELL) is None
    assert take_apart(jpeg(picture, every=1), CELL) is None


def test_pictures_of_other_settings_are_not_joined():
    flat = np.full((CELL, CELL, 3), 99, np.uint8)
    assert stack([jpeg(flat), jpeg(flat)], CELL) is not None
    assert stack([jpeg(flat), jpeg(flat, quality=50)], CELL) is None
    assert stack([jpeg(flat), jpeg(flat, every=0)], CELL) is None


@pytest.mark.parametrize("cut", [0, 1, 3, 20, 400, -400, -2, -1])
def test_a_file_cut_off_anywhere_is_refused(page, cut):
    with pytest.raises(ValueError, match="cut off"):
        take_apart(page[:cut], CELL)


def test_a_lost_marker_is_refused(page):
    at = page.rindex(b"\xff\xd0")
    with pytest.raises(ValueError, match="altered"):
        take_apart(page[:at] + page[at + 2 :], CELL)


def test_no_sheet_is_higher_than_a_jpeg_may_be(page):
    with pytest.raises(ValueError, match="do not fit"):
        stack([take_apart(page, CELL).cut(0)] * 4096, CELL)
