"""Many small pictures as one, so that a gallery is one image to send and to decode."""

from __future__ import annotations

import base64
import io
import math

import numpy as np
from PIL import Image

QUALITY = 86  # JPEG; the atlas it is cut from was saved at 88


def mosaic(pictures: np.ndarray, *, lossless: bool = False) -> dict:
    """Lay pictures out row by row in a near-square sheet and encode it.

    Args:
        pictures: (m, y, x, 3) uint8, at least one.
        lossless: PNG in place of JPEG, for maps whose cells must keep their edges.

    Returns:
        JSON values: `image` (base64), `type` (media type), `columns`, `rows`.
    """
    count, height, width, _ = pictures.shape
    columns = math.ceil(math.sqrt(count))
    rows = math.ceil(count / columns)
    sheet = np.zeros((rows * columns, height, width, 3), np.uint8)
    sheet[:count] = pictures
    sheet = sheet.reshape(rows, columns, height, width, 3).swapaxes(1, 2).reshape(rows * height, columns * width, 3)
    stream = io.BytesIO()
    if lossless:
        Image.fromarray(sheet).save(stream, "PNG", compress_level=3)
    else:
        Image.fromarray(sheet).save(stream, "JPEG", quality=QUALITY, subsampling=0)
    return {
        "image": base64.b64encode(stream.getvalue()).decode("ascii"),
        "type": "image/png" if lossless else "image/jpeg",
        "columns": columns,
        "rows": rows,
    }
