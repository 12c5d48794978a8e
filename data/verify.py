"""Opening every picture once, so that a bad one is found before a training run finds it."""

from __future__ import annotations

import io
import struct
import warnings
import zlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeVar

import pandas as pd
from PIL import Image, UnidentifiedImageError

from data.assembly import some
from data.contract import DataError, Dataset
from data.parallel import in_order
from data.picture_bytes import picture_bytes
from data.progress import progress

MAX_PIXELS = 100_000_000  # larger than any microscope's or camera's single frame we know; 300 MB in memory
FORMATS = ("JPEG", "MPO", "PNG", "BMP", "GIF", "WEBP")  # by content, whatever the file is called
Seen = TypeVar("Seen")
_DRAFT = (64, 64)  # JPEG is decoded at an eighth of its size where it is larger: all its data is read all the same

_DAMAGED = (  # what Pillow's readers raise on bad bytes
    OSError,
    ValueError,
    SyntaxError,
    LookupError,
    EOFError,
    TypeError,
    OverflowError,
    MemoryError,
    struct.error,
    zlib.error,
)


@dataclass(frozen=True)
class Finding:
    """What opening one picture showed: its size in pixels, or the reason why it cannot be used."""

    width: int = 0
    height: int = 0
    reason: str = ""


def verify(dataset: Dataset) -> Dataset:
    """Open every picture fully.

    Returns:
        The dataset with `width` and `height` filled; samples whose picture is missing, empty, truncated, unreadable or
        larger than 100 megapixels are moved to `skipped` with the reason.

    Raises:
        DataError: fewer than two classes have a picture left.
    """
    files = dataset.samples["file"]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Pillow warns about oddities of files that it reads all the same
        found = list(progress(in_order(examine, files), label="Opening pictures", total=len(files), unit="pictures"))
    good = [not finding.reason for finding in found]
    bad = dataset.samples.loc[[not kept for kept in good], ["sample", "file"]]
    bad = bad.assign(reason=[finding.reason for finding in found if finding.reason])
    samples = dataset.samples.assign(
        width=[finding.width for finding in found], height=[finding.height for finding in found]
    )[good].reset_index(drop=True)
    _refuse_remains(dataset, samples, bad)
    skipped = pd.concat([dataset.skipped, bad], ignore_index=True) if len(dataset.skipped) else bad
    return replace(dataset, samples=samples, skipped=skipped.reset_index(drop=True))


def examine(file: str) -> Finding:
    """Open one picture fully."""
    return look_at(file, lambda content, picture: None)[0]


def look_at(file: str, look: Callable[[bytes, Image.Image], Seen]) -> tuple[Finding, Seen | None]:
    """Open one picture fully and, while it is open, take something from it.

    Args:
        file: where it is.
        look: called with the encoded bytes and the picture; a JPEG is decoded at a part of its size, 64 pixels or more
            on the shorter side.

    Returns:
        Its full size and what `look` returned, or the reason why the picture cannot be used and None.
    """
    try:
        content = picture_bytes(file)
    except FileNotFoundError:
        return Finding(reason="the file is missing"), None
    except OSError as error:
        return Finding(reason=f"the file cannot be read: {error.strerror or error}"), None
    except DataError as error:  # a record of a shard
        return Finding(reason=str(error)), None
    if not content:
        return Finding(reason="the file is empty (0 bytes)"), None
    try:
        with Image.open(io.BytesIO(content)) as picture:
            finding = Finding(*picture.size, reason=_unfit(picture))
            if finding.reason:
                return Finding(reason=finding.reason), None
            picture.draft(None, _DRAFT)
            picture.load()
            return finding, look(content, picture)
    except Image.DecompressionBombError:
        return Finding(reason=f"larger than {MAX_PIXELS // 1_000_000} megapixels"), None
    except UnidentifiedImageError:
        return Finding(reason="not a picture that can be read"), None
    except _DAMAGED as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        return Finding(reason=f"damaged: {reason}"), None


def _unfit(picture: Image.Image) -> str:
    """Why a picture that opens cannot be used all the same; "" where it can."""
    width, height = picture.size
    if width * height > MAX_PIXELS:
        return f"larger than {MAX_PIXELS // 1_000_000} megapixels ({width}×{height})"
    if picture.format not in FORMATS:
        return f"a {picture.format} picture; wanted JPEG, PNG, BMP, GIF or WebP"
    if picture.format == "BMP" and picture.mode in ("1", "P"):
        return "a BMP picture with a palette; save it as PNG"
    if picture.format == "WEBP" and getattr(picture, "is_animated", False):
        return "an animated WebP picture; save one frame of it"
    return ""


def _refuse_remains(dataset: Dataset, samples: pd.DataFrame, bad: pd.DataFrame) -> None:
    left = samples["label"].nunique()
    if left >= 2:
        return
    causes = some([f"{file}: {reason}" for file, reason in zip(bad["file"], bad["reason"], strict=True)])
    raise DataError(
        f"Dataset {dataset.name!r} has pictures of {left} class{'es' * (left != 1)} left, wanted at least two. "
        f"{len(bad):,} of {len(dataset):,} pictures cannot be used ({causes}). Replace them, then try again."
    )
