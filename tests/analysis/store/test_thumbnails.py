"""Every thumbnail is its own sample's, whatever page it is on."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.contract import StoreError
from analysis.store.thumbnails import CELL, PER_PAGE, AtlasWriter, Thumbnails, page_location, thumbnail


def _atlas(tmp_path, count: int) -> Thumbnails:
    writer = AtlasWriter(str(tmp_path))
    for row in range(count):
        writer.add(np.full((CELL, CELL, 3), (row % 256, 255 - row % 256, 128), np.uint8))
    assert writer.close() == {"cell": CELL, "side": 8, "pages": -(-count // PER_PAGE), "count": count, "format": "jpeg"}
    return Thumbnails(str(tmp_path), count)


@pytest.mark.parametrize("count", [1, PER_PAGE - 1, PER_PAGE, PER_PAGE + 1, 2 * PER_PAGE + 5])
def test_each_row_gives_its_own_picture(tmp_path, count):
    atlas = _atlas(tmp_path, count)
    cells = atlas.many(range(count))
    assert cells.shape == (count, CELL, CELL, 3)
    expected = np.array([(row % 256, 255 - row % 256, 128) for row in range(count)])
    # JPEG may shift a flat colour by a few levels, but no neighbour may bleed into a cell: its corners are its own.
    for corner in ((0, 0), (0, CELL - 1), (CELL - 1, 0), (CELL - 1, CELL - 1)):
        assert np.abs(cells[:, corner[0], corner[1]].astype(int) - expected).max() <= 4


def test_missing_and_damaged_pages_are_named(tmp_path):
    atlas = _atlas(tmp_path, 3)
    with pytest.raises(StoreError, match="No thumbnail for sample row 3: the atlas holds 3"):
        atlas.one(3)
    (tmp_path / "page_00000.jpg").write_bytes(b"")
    with pytest.raises(StoreError, match=r"page_00000\.jpg cannot be read.*Delete the folder thumbnails"):
        Thumbnails(str(tmp_path), 3).one(0)
    (tmp_path / "page_00000.jpg").unlink()
    with pytest.raises(StoreError, match="cannot be read"):
        Thumbnails(str(tmp_path), 3).one(0)


def test_a_thumbnail_is_the_centre_square_not_stretched():
    picture = np.zeros((100, 200, 3), np.uint8)
    picture[:, 50:150] = 255
    assert thumbnail(picture).min() >= 250
    assert thumbnail(np.zeros((1, 7, 3), np.uint8)).shape == (CELL, CELL, 3)


def test_page_names_sort_by_number():
    assert page_location("x", 7) < page_location("x", 12) < page_location("x", 100)
