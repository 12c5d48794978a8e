"""The planted shortcut: a ruler or an ink mark at the border of a synthetic picture."""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from data.lesion_noise import Field, planes

_INKS = (planes(0.33, 0.16, 0.55), planes(0.16, 0.22, 0.60), planes(0.25, 0.10, 0.42))  # surgical markers
_RULER = planes(0.10, 0.10, 0.12)


def add_mark(rng: np.random.Generator, picture: np.ndarray, kind: str, pixels_per_mm: float) -> Field:
    """Draw a mark, in place.

    Args:
        picture: (3, s, s) float32 in [0, 1].
        kind: "ruler", "ink", or "none".

    Returns:
        (s, s) float32 in [0, 1], how much of each pixel the mark is.
    """
    size = picture.shape[-1]
    if kind == "none":
        return np.zeros((size, size), np.float32)
    sheet = Image.new("L", (size, size))
    (_ruler if kind == "ruler" else _ink)(rng, ImageDraw.Draw(sheet), size, pixels_per_mm)
    sheet = sheet.rotate(rng.uniform(-4, 4), Image.Resampling.BILINEAR)
    for _ in range(int(rng.integers(4))):  # to any of the four sides
        sheet = sheet.transpose(Image.Transpose.ROTATE_90)
    mark = np.asarray(sheet.filter(ImageFilter.GaussianBlur(0.004 * size)), dtype=np.float32) / 255
    if kind == "ruler":
        picture += np.float32(0.9) * mark * (_RULER - picture)
    else:
        picture *= 1 - mark * (1 - _INKS[rng.integers(len(_INKS))]) * np.float32(0.9)
    return mark


def _ruler(rng: np.random.Generator, pen: ImageDraw.ImageDraw, size: int, pixels_per_mm: float) -> None:
    """A line along the lower border with a tick every millimetre, longer every fifth."""
    base = size * rng.uniform(0.90, 0.95)
    start, width = size * rng.uniform(0.12, 0.25), max(1, round(size / 110))
    count = int(rng.integers(8, 11))
    for tick in range(count + 1):
        x, height = start + tick * pixels_per_mm, size * (0.055 if tick % 5 == 0 else 0.032)
        pen.line((x, base, x, base - height), fill=255, width=width)
    pen.line((start, base, start + count * pixels_per_mm, base), fill=255, width=width)


def _ink(rng: np.random.Generator, pen: ImageDraw.ImageDraw, size: int, pixels_per_mm: float) -> None:
    """A broad, uneven stroke of a surgical marker near the lower border."""
    x, base = size * rng.uniform(0.2, 0.5), size * rng.uniform(0.88, 0.94)
    length, wide = size * rng.uniform(0.25, 0.4), 0.55 * pixels_per_mm
    sway, bow = rng.uniform(0, 2 * np.pi, 2), rng.uniform(-0.03, 0.07) * size
    for step in np.linspace(0, 1, 80):
        r = wide * (0.9 + 0.16 * np.sin(7 * step + sway[0]) + 0.05 * rng.normal())
        y = base - bow * np.sin(np.pi * step) + 0.15 * wide * np.sin(11 * step + sway[1])
        at = x + step * length
        pen.ellipse((at - r, y - r, at + r, y + r), fill=int(205 - 60 * step + 12 * rng.normal()))
