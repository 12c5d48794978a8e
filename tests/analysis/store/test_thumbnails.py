"""Every thumbnail is its own sample's, whatever page it is on."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image

from analysis.contract import StoreError
from analysis.store.thumbnails import CELL, PER_PAGE, AtlasWriter, Thumbnails, is_whole, page_location, thumbnail


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


def _noise(tmp_path, count: int) -> Thumbnails:
    writer = AtlasWriter(str(tmp_path))
    for cell in np.random.default_rng(1).integers(0, 256, (count, CELL, CELL, 3), np.uint8):
        writer.add(cell)
    writer.close()
    return Thumbnails(str(tmp_path), count)


def _decoded(file: bytes) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(file)))


def _without_markers(page) -> None:
    """The page as runs before restart markers have it: same pixels, to the last bit of rounding."""
    Image.open(page).save(page, "JPEG", quality=88, subsampling=0)


def test_encoded_files_hold_the_very_pixels_of_the_page(tmp_path):
    atlas, rows = _noise(tmp_path, PER_PAGE + 6), [69, 0, 63, 64, 0, 9]
    for row, file in zip(rows, atlas.encoded(np.array(rows)), strict=True):
        np.testing.assert_array_equal(_decoded(file), atlas.one(row))
    assert atlas.encoded([]) == []


def test_an_older_atlas_is_coded_once_more(tmp_path):
    _atlas(tmp_path, PER_PAGE + 2)
    old = tmp_path / "page_00001.jpg"
    _without_markers(old)
    atlas = Thumbnails(str(tmp_path), PER_PAGE + 2)
    fresh, again = atlas.encoded([63, 65])
    assert np.abs(_decoded(again).astype(int) - atlas.one(65)).max() <= 4
    assert fresh[:600] == again[:600]  # the same tables, so that both may stand in one sheet


def test_a_sheet_holds_the_very_pixels_of_the_pages(tmp_path):
    atlas, rows = _noise(tmp_path, PER_PAGE + 6), [69, 0, 63, 64, 0, 9]
    np.testing.assert_array_equal(_decoded(atlas.sheet(rows)), np.concatenate(atlas.many(rows)))


def test_a_sheet_of_an_older_atlas_is_coded_once_more(tmp_path):
    _atlas(tmp_path, PER_PAGE + 2)
    _without_markers(tmp_path / "page_00001.jpg")
    atlas, rows = Thumbnails(str(tmp_path), PER_PAGE + 2), [63, 65]
    assert np.abs(_decoded(atlas.sheet(rows)).astype(int) - np.concatenate(atlas.many(rows))).max() <= 4


def test_encoded_names_what_is_missing_or_damaged(tmp_path):
    atlas = _atlas(tmp_path, 3)
    with pytest.raises(StoreError, match="No thumbnail for sample row 3: the atlas holds 3"):
        atlas.sheet([0, 3])
    with pytest.raises(StoreError, match="No thumbnail for sample row -1: the atlas holds 3"):
        atlas.encoded([0, -1])
    page = tmp_path / "page_00000.jpg"
    page.write_bytes(page.read_bytes()[:900])
    with pytest.raises(StoreError, match=r"page_00000\.jpg cannot be read.*Delete the folder thumbnails"):
        Thumbnails(str(tmp_path), 3).encoded([0])
    page.unlink()
    with pytest.raises(StoreError, match="cannot be read"):
        Thumbnails(str(tmp_path), 3).encoded([0])


def test_an_atlas_is_whole_when_every_page_it_promises_is_there(tmp_path):
    location = str(tmp_path / "thumbnails")
    assert not is_whole(location, {"pages": 1})
    atlas = AtlasWriter(location)
    for _ in range(65):
        atlas.add(np.zeros((96, 96, 3), np.uint8))
    facts = atlas.close()
    assert is_whole(location, facts) and not is_whole(location, {})
    (tmp_path / "thumbnails" / "page_00001.jpg").unlink()
    assert not is_whole(location, facts)


def test_a_page_of_another_size_is_named_as_damaged(tmp_path):
    Image.new("RGB", (96, 96)).save(tmp_path / "page_00000.jpg")
    with pytest.raises(StoreError, match=r"page_00000\.jpg cannot be read \(it has 96 × 96 pixels\)"):
        Thumbnails(str(tmp_path), 2).one(1)
