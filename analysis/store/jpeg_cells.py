"""Square cells of a JPEG page as JPEG files of their own, and such files as one sheet, byte for byte and undecoded.

A page is written with a restart marker after every eight pixel lines of every cell. Between two markers the coded data
depends on nothing before it, so the lines of one cell are a slice of the file, and any slices make a new file.
Source: ITU-T T.81 (JPEG), B.2.1 and E.1.4: restart intervals, markers RST0 to RST7 in turn.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

BLOCK = 8  # pixels a side of the smallest coded unit, as long as chroma is not subsampled
MOST_LINES = 65_535  # of a JPEG

_SIZE, _INTERVAL, _DATA = 0xC0, 0xDD, 0xDA  # baseline frame, restart interval, start of scan
_RESTART = re.compile(rb"\xff[\xd0-\xd7]")
_END = b"\xff\xd9"


@dataclass(frozen=True)
class Cells:
    """A page, or a picture of one cell, taken apart.

    Attributes:
        header: everything before the coded data.
        size_at: where in `header` the picture's height, then its width, stand.
        width: pixels of the whole page.
        height: pixels of the whole page.
        cell: pixels a side of a cell.
        slices: coded data, one part per `cell` pixels of eight lines, row by row.
    """

    header: bytes
    size_at: int
    width: int
    height: int
    cell: int
    slices: Sequence[bytes]

    @property
    def settings(self) -> bytes:
        """What two files must share for their cells to stand in one: the header without its height and width."""
        return self.header[: self.size_at] + self.header[self.size_at + 4 :]

    def cut(self, place: int) -> bytes:
        """The JPEG file of one cell, counted row by row."""
        across, lines = self.width // self.cell, self.cell // BLOCK
        first = place // across * lines * across + place % across
        return self.whole(self.slices[first : first + lines * across : across], self.cell)

    def whole(self, slices: Sequence[bytes], height: int) -> bytes:
        """A file one cell wide, of these slices."""
        size = height.to_bytes(2, "big") + self.cell.to_bytes(2, "big")
        head = self.header[: self.size_at] + size + self.header[self.size_at + 4 :]
        marked = (part + bytes((0xFF, 0xD0 + place % 8)) for place, part in enumerate(slices[:-1]))
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
    slices = _RESTART.split(page[start : -len(_END)])
    if not page.endswith(_END) or len(slices) * cell * BLOCK != width * height:
        raise ValueError(f"its coded data is cut off or altered: {len(slices)} parts for {width} × {height} pixels")
    return Cells(page[:start], size_at, width, height, cell, slices)


def stack(pictures: Sequence[bytes], cell: int) -> bytes | None:
    """One JPEG, a single cell wide, of JPEGs of one cell each, from top to bottom.

    Args:
        pictures: files as `Cells.cut` gives them, at least one and at most `MOST_LINES` pixels in all.
        cell: pixels a side of each.

    Returns:
        The file; None where the pictures were not all coded with the same settings, so must be decoded to be joined.

    Raises:
        ValueError: a picture is damaged, or there are too many.
    """
    if len(pictures) * cell > MOST_LINES:
        raise ValueError(f"{len(pictures)} pictures of {cell} pixels do not fit into one JPEG")
    parts = [take_apart(picture, cell) for picture in pictures]
    first = parts[0]
    if first is None or any(part is None or part.settings != first.settings for part in parts):
        return None
    return first.whole([each for part in parts if part is not None for each in part.slices], len(pictures) * cell)


def _number(page: bytes, at: int) -> int:
    return int.from_bytes(page[at : at + 2], "big")
