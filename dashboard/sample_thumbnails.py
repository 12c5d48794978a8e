"""Thumbnails of samples for galleries and lines: a page of the atlas that is gone costs its own pictures alone."""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import cache

import numpy as np
from PIL import Image

from analysis.contract import StoreError
from analysis.store.reader import Run
from analysis.store.thumbnails import CELL

REMEDY = "Delete the run's folder thumbnails and run the analysis again: only the pictures are redone."
GREY = (150, 150, 150)  # in place of a picture, on light and dark


def no_pictures(run: Run) -> str:
    """Why a run has no pictures at all; empty where it has some."""
    if run.thumbnails.count:
        return ""
    return "This run has no pictures of its samples. Run the analysis again where the images are."


def thumbnails(run: Run, rows: Sequence[int]) -> tuple[list[bytes], str]:
    """Thumbnails as JPEG files, one per row, for `dashboard.gallery.picture_grid`.

    Returns:
        The files, a grey square where there is no picture, and in words how many that are and what to do; empty where
        all are there.
    """
    try:
        return run.thumbnails.encoded(rows), ""
    except StoreError:
        found = [encoded(run, row) for row in rows]
    return [picture or _grey() for picture in found], _words(run, found.count(None), len(found))


def thumbnail(run: Run, row: int) -> np.ndarray | None:
    """(CELL, CELL, 3) uint8; None where the atlas does not have it, or its page cannot be read."""
    try:
        return run.thumbnails.one(row)
    except StoreError:
        return None


def encoded(run: Run, row: int) -> bytes | None:
    """One thumbnail as a JPEG file; None as `thumbnail`."""
    try:
        return run.thumbnails.encoded([row])[0]
    except StoreError:
        return None


def _words(run: Run, missing: int, total: int) -> str:
    if total == 1:
        return no_pictures(run) or f"Its picture cannot be read. {REMEDY}"
    return no_pictures(run) or f"{missing} of these {total} pictures cannot be read. {REMEDY}"


@cache
def _grey() -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (CELL, CELL), GREY).save(stream, "JPEG")
    return stream.getvalue()
