"""Encoding pictures anew on their way into records, for those who want them smaller."""

from __future__ import annotations

import io
from collections.abc import Callable

from PIL import Image, UnidentifiedImageError

from data.contract import DataError

FORMATS = ("jpeg", "png")
QUALITY = 95  # of JPEG, 1 to 100


def encoder(form: str, *, size: int | None = None, quality: int = QUALITY) -> Callable[[bytes], bytes]:
    """A function from encoded picture to encoded picture.

    Args:
        form: "jpeg" (chroma not subsampled) or "png"; either in colour.
        size: the shorter side in pixels, aspect kept (Lanczos); smaller pictures keep theirs. Every picture's own by
            default.

    Raises:
        DataError: another form, a size below 1, a quality outside of 1 to 100; and by the function: no picture.
    """
    if form not in FORMATS or (size is not None and size < 1) or not 1 <= quality <= 100:
        raise DataError(
            f"Wanted {' or '.join(FORMATS)}, a size of at least 1 and a quality from 1 to 100. "
            f"Found: {form}, {size}, {quality}."
        )
    settings = {"quality": quality, "subsampling": 0} if form == "jpeg" else {}

    def encode(content: bytes) -> bytes:
        stream = io.BytesIO()
        try:
            with Image.open(io.BytesIO(content)) as picture:
                _reduced(picture.convert("RGB"), size).save(stream, form.upper(), **settings)
        except UnidentifiedImageError as error:
            raise DataError("A picture is of no format that can be read. python -m data check says which.") from error
        return stream.getvalue()

    return encode


def _reduced(picture: Image.Image, size: int | None) -> Image.Image:
    if size is None or min(picture.size) <= size:
        return picture
    scale = size / min(picture.size)
    width, height = (max(1, round(side * scale)) for side in picture.size)
    return picture.resize((width, height), Image.Resampling.LANCZOS)
