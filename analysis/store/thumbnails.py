"""The atlas: every sample as a small square picture, 64 to a page, so that a gallery is a few reads."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from functools import lru_cache

import numpy as np
from PIL import Image

from analysis.contract import StoreError
from analysis.store.jpeg_cells import BLOCK, Cells, stack_cells, take_apart
from analysis.store.layout import THUMBNAILS
from data.locations import filesystem, join, read_bytes, write_atomically

CELL = 96  # pixels a side; a multiple of 8, so that JPEG blocks never mix two pictures
SIDE = 8  # cells along each edge of a page
PER_PAGE = SIDE * SIDE
QUALITY = 88


def thumbnail(picture: np.ndarray) -> np.ndarray:
    """The centre square of a picture, CELL pixels a side.

    Args:
        picture: (y, x, 3) uint8.

    Returns:
        (CELL, CELL, 3) uint8.
    """
    height, width = picture.shape[:2]
    edge = min(height, width)
    top, left = (height - edge) // 2, (width - edge) // 2
    square = Image.fromarray(picture[top : top + edge, left : left + edge])
    return np.asarray(square.resize((CELL, CELL), Image.Resampling.LANCZOS, reducing_gap=2.0))


class AtlasWriter:
    """Collects thumbnails in sample order and writes a page whenever one is full."""

    def __init__(self, location: str):
        self.location = location
        self.count = 0
        self._page = _blank_page()

    def add(self, cell: np.ndarray) -> None:
        """Append one (CELL, CELL, 3) uint8 thumbnail."""
        y, x = _corner(self.count % PER_PAGE)
        self._page[y : y + CELL, x : x + CELL] = cell
        self.count += 1
        if self.count % PER_PAGE == 0:
            self._flush(self.count // PER_PAGE - 1)

    def close(self) -> dict:
        """Write the last page; the returned facts go into the manifest."""
        if self.count % PER_PAGE:
            self._flush(self.count // PER_PAGE)
        pages = -(-self.count // PER_PAGE)
        return {"cell": CELL, "side": SIDE, "pages": pages, "count": self.count, "format": "jpeg"}

    def _flush(self, number: int) -> None:
        write_atomically(page_location(self.location, number), _jpeg(self._page))
        self._page = _blank_page()


class Thumbnails:
    """Reads single thumbnails or mosaics out of the atlas of one run."""

    def __init__(self, location: str, count: int):
        self.location = location
        self.count = count
        self._open = lru_cache(maxsize=64)(self._read)  # 64 pages: 110 MB at most
        self._coded = lru_cache(maxsize=256)(self._take_apart)  # 256 pages: about 50 MB
        self._recoded = lru_cache(maxsize=4096)(self._code)  # 4,096 cells of an older atlas: about 15 MB

    def one(self, row: int) -> np.ndarray:
        """The thumbnail of sample row n: (CELL, CELL, 3) uint8.

        Raises:
            StoreError: the row is not in the atlas, or its page is missing or damaged.
        """
        self._check(row)
        y, x = _corner(row % PER_PAGE)
        return self._open(row // PER_PAGE)[y : y + CELL, x : x + CELL]

    def many(self, rows) -> np.ndarray:
        """Thumbnails of several rows: (len(rows), CELL, CELL, 3) uint8."""
        return np.stack([self.one(int(row)) for row in rows]) if len(rows) else np.zeros((0, CELL, CELL, 3), np.uint8)

    def encoded(self, rows: Iterable[int]) -> list[bytes]:
        """Thumbnails of several rows as JPEG files of CELL × CELL pixels, in the order asked for, any row repeated.

        They are slices of the pages as they were written: nothing is decoded, coded or lost. Only an atlas of an older
        version has to be decoded and coded once more, which takes several times as long.

        Raises:
            StoreError: a row is not in the atlas, or its page is missing or damaged.
        """
        return [self._encoded(int(row)) for row in rows]

    def sheet(self, rows: Sequence[int]) -> bytes:
        """Thumbnails of some rows as one JPEG, a single cell wide, from top to bottom; joined undecoded as `encoded`.

        Args:
            rows: at least one, and at most `analysis.store.jpeg_cells.MOST_LINES` pixels in all.

        Raises:
            StoreError: a row is not in the atlas, or its page is missing or damaged.
        """
        for row in rows:
            self._check(row)
        pages = {row: self._coded(row // PER_PAGE) for row in rows}
        known = [(page, row % PER_PAGE) for row in rows if (page := pages[row]) is not None]
        joined = stack_cells(known) if len(known) == len(rows) else None
        return joined or _jpeg(np.concatenate([self.one(row) for row in rows]))

    def _encoded(self, row: int) -> bytes:
        self._check(row)
        page = self._coded(row // PER_PAGE)
        return self._recoded(row) if page is None else page.cut(row % PER_PAGE)

    def _code(self, row: int) -> bytes:
        return _jpeg(self.one(row))

    def _check(self, row: int) -> None:
        if not 0 <= row < self.count:
            raise StoreError(
                f"No thumbnail for sample row {row}: the atlas holds {self.count}. Run the analysis again."
            )

    def _take_apart(self, number: int) -> Cells | None:
        path = page_location(self.location, number)
        try:
            return take_apart(read_bytes(path), CELL)
        except (OSError, ValueError) as error:
            raise _unreadable(path, error) from error

    def _read(self, number: int) -> np.ndarray:
        path = page_location(self.location, number)
        try:
            page = np.asarray(Image.open(io.BytesIO(read_bytes(path))).convert("RGB"))
            if page.shape != _blank_page().shape:
                raise ValueError(f"it has {page.shape[0]} × {page.shape[1]} pixels")
        except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
            raise _unreadable(path, error) from error
        return page


def is_whole(location: str, facts: dict) -> bool:
    """Whether every page that the manifest promises lies under `location`.

    Args:
        facts: the manifest's own about the atlas; empty where none was written.
    """
    files, folder = filesystem(location)
    if not facts or not files.isdir(folder):
        return False
    names = {name.rstrip("/").rsplit("/", 1)[-1] for name in files.ls(folder, detail=False)}
    return all(_page_name(number) in names for number in range(int(facts.get("pages", 0))))


def page_location(location: str, number: int) -> str:
    """Where page `number` of the atlas under `location` lies."""
    return join(location, _page_name(number))


def _page_name(number: int) -> str:
    return f"page_{number:05d}.jpg"


def _unreadable(path: str, error: Exception) -> StoreError:
    return StoreError(
        f"Thumbnail page {path} cannot be read ({error}). "
        f"Delete the folder {THUMBNAILS} and run the analysis again: only the pictures are redone."
    )


def _jpeg(pixels: np.ndarray) -> bytes:
    """A page, or one cell alone, with chroma of its own up to each edge, and cells that can be cut out undecoded."""
    stream = io.BytesIO()
    Image.fromarray(pixels).save(stream, "JPEG", quality=QUALITY, subsampling=0, restart_marker_blocks=CELL // BLOCK)
    return stream.getvalue()


def _corner(place: int) -> tuple[int, int]:
    return place // SIDE * CELL, place % SIDE * CELL


def _blank_page() -> np.ndarray:
    return np.zeros((SIDE * CELL, SIDE * CELL, 3), np.uint8)
