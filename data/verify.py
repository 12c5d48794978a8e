"""Opening every picture once, so that a bad one is found before a training run finds it."""

from __future__ import annotations

import io
import struct
import warnings
import zlib
from dataclasses import dataclass, replace

import pandas as pd
from PIL import Image, UnidentifiedImageError

from data.assembly import some
from data.contract import DataError, Dataset
from data.locations import read_bytes
from data.parallel import in_order
from data.progress import progress

MAX_PIXELS = 100_000_000  # larger than any microscope's or camera's single frame we know; 300 MB in memory
FORMATS = ("JPEG", "MPO", "PNG", "BMP", "GIF", "WEBP")  # by content, whatever the file is called
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
    try:
        content = read_bytes(file)
    except FileNotFoundError:
        return Finding(reason="the file is missing")
    except OSError as error:
        return Finding(reason=f"the file cannot be read: {error.strerror or error}")
    if not content:
        return Finding(reason="the file is empty (0 bytes)")
    try:
        return _decoded(content)
    except Image.DecompressionBombError:
        return Finding(reason=f"larger than {MAX_PIXELS // 1_000_000} megapixels")
    except UnidentifiedImageError:
        return Finding(reason="not a picture that can be read")
    except (
        OSError,
        ValueError,
        SyntaxError,
        IndexError,
        EOFError,
        MemoryError,
    ) as error:  # what Pillow's readers raise
        return Finding(reason=f"damaged: {str(error).splitlines()[0] if str(error) else type(error).__name__}")


def _decoded(content: bytes) -> Finding:
    with Image.open(io.BytesIO(content)) as picture:
        width, height = picture.size
        if width * height > MAX_PIXELS:
            return Finding(reason=f"larger than {MAX_PIXELS // 1_000_000} megapixels ({width}×{height})")
        if picture.format not in FORMATS:
            return Finding(reason=f"a {picture.format} picture; wanted JPEG, PNG, BMP, GIF or WebP")
        if picture.format == "BMP" and picture.mode in ("1", "P"):
            return Finding(reason="a BMP picture with a palette; save it as PNG")
        if picture.format == "WEBP" and getattr(picture, "is_animated", False):
            return Finding(reason="an animated WebP picture; save one frame of it")
        picture.draft(None, _DRAFT)
        picture.load()
        return Finding(width, height)


def _refuse_remains(dataset: Dataset, samples: pd.DataFrame, bad: pd.DataFrame) -> None:
    left = samples["label"].nunique()
    if left >= 2:
        return
    causes = some([f"{file}: {reason}" for file, reason in zip(bad["file"], bad["reason"], strict=True)])
    raise DataError(
        f"Dataset {dataset.name!r} has pictures of {left} class{'es' * (left != 1)} left, wanted at least two. "
        f"{len(bad):,} of {len(dataset):,} pictures cannot be used ({causes}). Replace them, then try again."
    )
