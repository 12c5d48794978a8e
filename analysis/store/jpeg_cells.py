"""Square cells of a JPEG page as JPEG files of their own, and such files as one sheet, byte for byte and undecoded.

A page is written with a restart marker after every eight pixel lines of every cell. Between two markers the coded data
depends on nothing before it, so the lines of one cell are a slice of the file, and any slices make a new file.
Source: ITU-T T.81 (JPEG), B.2.1 and E.1.4: restart intervals, markers RST0 to RST7 in turn.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

BLOCK = 8  # pixels a side of the smallest coded unit, as long as chroma is not subsampled
MOST_LINES = 65_535  # of a JPEG

_SIZE, _INTERVAL, _DATA = 0xC0, 0xDD, 0xDA  # baseline frame, restart interval, start of scan
_RESTARTS = tuple(bytes((0xFF, 0xD0 + place)) for place in range(8))
_END = b"\xff\xd9"


@dataclass(frozen=True)
class Cells:
    """A page, or a picture of one cell, taken apart.

    Attributes:
        file: the JPEG.
        size_at: where in it the picture's height, then its width, stand.
        width: pixels of the whole page.
        height: pixels of the whole page.
        cell: pixels a side of a cell.
        starts: where each slice of coded data begins: one per `cell` pixels of eight lines, row by row, and the end.
    """

    file: bytes
    size_at: int
    width: int
    height: int
    cell: int
    starts: Sequence[int]

    @property
    def settings(self) -> bytes:
        """What two files must share for their cells to stand in one: the header without its height and width."""
        return self.file[: self.size_at] + self.file[self.size_at + 4 : self.starts[0]]

    def slices(self, place: int) -> list[bytes]:
        """The coded data of one cell, counted row by row."""
        across, lines = self.width // self.cell, self.cell // BLOCK
        first = place // across * lines * across + place % across
        numbers = range(first, first + lines * across, across)
        return [self.file[self.starts[number] : self.starts[number + 1] - len(_END)] for number in numbers]

    def cut(self, place: int) -> bytes:
        """The JPEG file of one cell, counted row by row."""
        return self.whole(self.slices(place), self.cell)

    def whole(self, slices: Sequence[bytes], height: int) -> bytes:
        """A file one cell wide, of these slices."""
        size = height.to_bytes(2, "big") + self.cell.to_bytes(2, "big")
        head = self.file[: self.size_at] + size + self.file[self.size_at + 4 : self.starts[0]]
        marked = (part for place, each in enumerate(slices[:-1]) for part in (each, _RESTARTS[place % 8]))
        return b"".join((head, *marked, slices[-1], _END))


def take_apart(page: bytes, cell: int) -> Cells | None:
    """Find the cells of a page.

    Args:
        page: a baseline JPEG without chroma subsampling.
        cell: pixels a side of a cell; divides the page's width and height, and is divided by `BLOCK`.

    Returns:
        The parts; None for a page without a restart marker wherever a cell ends, as older runs have them.

    Raises:
        ValueError: the file is damaged.
    """
    marker, size_at, interval, start = 0, 0, 0, 2
    while marker != _DATA:
        if page[start : start + 1] != b"\xff" or start + 4 > len(page):
            raise ValueError("it is no JPEG, or cut off in its header")
        marker = page[start + 1]
        size_at = start + 5 if marker == _SIZE else size_at
        interval = _number(page, start + 4) if marker == _INTERVAL else interval
        start += 2 + _number(page, start + 2)
    if interval != cell // BLOCK or not size_at:
        return None
    height, width = _number(page, size_at), _number(page, size_at + 2)
    starts = _starts(page, start)
    if not page.endswith(_END) or (len(starts) - 1) * cell * BLOCK != width * height:
        raise ValueError(f"its coded data is cut off or altered: {len(starts) - 1} parts for {width} × {height} pixels")
    return Cells(page, size_at, width, height, cell, starts)


def _starts(page: bytes, start: int) -> list[int]:
    """Where each slice begins, and where one after the last would: every slice ends in a marker of two bytes."""
    coded = np.frombuffer(page, np.uint8, offset=start)
    markers = np.flatnonzero((coded[:-1] == 0xFF) & (coded[1:] & 0xF8 == 0xD0))
    return [start, *(start + markers + len(_END)).tolist(), len(page)]


def stack(pictures: Sequence[bytes], cell: int) -> bytes | None:
    """One JPEG, a single cell wide, of JPEGs of one cell each; as `stack_cells`.

    Args:
        pictures: files as `Cells.cut` gives them.
        cell: pixels a side of each.

    Raises:
        ValueError: a picture is damaged, or there are too many.
    """
    parts = [take_apart(picture, cell) for picture in pictures]
    known = [(part, 0) for part in parts if part is not None]
    return stack_cells(known) if len(known) == len(parts) else None


def stack_cells(cells: Sequence[tuple[Cells, int]]) -> bytes | None:
    """One JPEG, a single cell wide, of cells of some pages, from top to bottom.

    Args:
        cells: the page and the place on it of each, at least one and at most `MOST_LINES` pixels in all.

    Returns:
        The file; None where the pages were not all coded with the same settings, so must be decoded to be joined.

    Raises:
        ValueError: there are too many.
    """
    first, height = cells[0][0], sum(page.cell for page, _ in cells)
    if height > MOST_LINES:
        raise ValueError(f"{len(cells)} pictures of {first.cell} pixels do not fit into one JPEG")
    pages = {id(page): page for page, _ in cells}
    if any(page.settings != first.settings for page in pages.values()):
        return None
    return first.whole([part for page, place in cells for part in page.slices(place)], height)


def _number(page: bytes, at: int) -> int:
    return int.from_bytes(page[at : at + 2], "big")
