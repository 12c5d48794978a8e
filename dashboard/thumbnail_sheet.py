"""Rows of a run as one sheet of thumbnails: JPEG, one picture wide, joined without decoding where the atlas allows."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.contract import StoreError
from analysis.store.reader import Run
from dashboard.sample_thumbnails import encoded


def thumbnail_sheet(run: Run, rows: Sequence[int]) -> tuple[list[int], bytes]:
    """The rows that have a picture, and their pictures from top to bottom.

    A page of the atlas that is missing or damaged costs its own pictures, not the others.

    Args:
        rows: row numbers, at most `analysis.store.jpeg_cells.MOST_LINES` pixels in all.

    Returns:
        rows: in the order given; and the file, empty where none has a picture.
    """
    found = list(rows)
    try:
        return found, run.thumbnails.sheet(found) if found else b""
    except StoreError:
        found = [row for row in found if encoded(run, row)]
    return found, run.thumbnails.sheet(found) if found else b""
