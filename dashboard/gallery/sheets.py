"""Hundreds of small pictures as a few sheets, which the browser decodes one by one as they come into view."""

from __future__ import annotations

import base64
import io
from collections.abc import Sequence

import numpy as np
from PIL import Image

from analysis.store.jpeg_cells import stack
from analysis.store.thumbnails import CELL
from dashboard.gallery.mosaic import mosaic

PER_SHEET = 64  # pictures; at CELL pixels a side about 160 kB of JPEG and 1.8 MB decoded


def sheets(pictures: np.ndarray | Sequence[bytes], *, lossless: bool = False) -> list[dict]:
    """Lay pictures out on sheets, in order.

    Args:
        pictures: (m, y, x, 3) uint8, or m JPEG files as `Thumbnails.encoded` gives them, which are joined undecoded.
        lossless: PNG in place of JPEG, for maps whose cells must keep their edges.

    Returns:
        JSON values, one a sheet: those of `mosaic`, and `count`, the pictures on it.
    """
    parts = [pictures[first : first + PER_SHEET] for first in range(0, len(pictures), PER_SHEET)]
    return [{**_sheet(part, lossless=lossless), "count": len(part)} for part in parts]


def _sheet(pictures: np.ndarray | Sequence[bytes], *, lossless: bool) -> dict:
    if isinstance(pictures, np.ndarray):
        return mosaic(pictures, lossless=lossless)
    joined = stack(pictures, CELL)
    if joined is None:
        decoded = [np.asarray(Image.open(io.BytesIO(picture)).convert("RGB")) for picture in pictures]
        return mosaic(np.stack(decoded), lossless=lossless)
    image = base64.b64encode(joined).decode("ascii")
    return {"image": image, "type": "image/jpeg", "columns": 1, "rows": len(pictures)}
