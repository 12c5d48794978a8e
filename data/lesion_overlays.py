"""What lies over the skin in a dermoscopic picture and says nothing of the lesion: hair, gel bubbles, the dark rim."""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from data.lesion_noise import grid, planes, smooth_step

_RIM = planes(0.03, 0.02, 0.03)  # beyond the microscope's round field


def add_hair(rng: np.random.Generator, picture: np.ndarray, count: int) -> None:
    """Lay hairs over a picture, in place: bent, tapering strands with a shadow beside them.

    Args:
        picture: (3, s, s) float32 in [0, 1].
        count: strands.
    """
    if not count:
        return
    size = picture.shape[-1]
    sheet = Image.new("L", (size, size))
    pen = ImageDraw.Draw(sheet)
    comb = rng.uniform(0, np.pi)  # hairs of one place lie roughly alike
    for _ in range(count):
        points = _strand(rng, size, comb + rng.normal(0, 0.5))
        width = max(1, round(size * rng.uniform(0.004, 0.011)))
        half = len(points) // 2
        pen.line(points[: half + 1], fill=235, width=width, joint="curve")
        pen.line(points[half:], fill=200, width=max(1, width - 1), joint="curve")
    strands = _amount(sheet.filter(ImageFilter.GaussianBlur(0.0025 * size)))
    shadow = _amount(sheet.filter(ImageFilter.GaussianBlur(0.012 * size)))
    shift = max(1, size // 90)
    picture *= 1 - 0.35 * np.roll(shadow, (shift, shift), (0, 1))
    color = planes(0.10, 0.07, 0.06) if rng.random() < 0.8 else planes(0.45, 0.32, 0.2)
    picture += 0.92 * strands * (color - picture)


def add_bubbles(rng: np.random.Generator, picture: np.ndarray) -> None:
    """Bubbles of the contact gel and small reflections, in place; in about a third of pictures."""
    if rng.random() > 0.35:
        return
    size = picture.shape[-1]
    bright, dark = Image.new("L", (size, size)), Image.new("L", (size, size))
    shine, shade = ImageDraw.Draw(bright), ImageDraw.Draw(dark)
    for _ in range(int(rng.integers(1, 7))):
        r = size * min(rng.lognormal(-4.0, 0.6), 0.06)
        x, y = rng.uniform(0, size, 2)
        shade.ellipse((x - r, y - r, x + r, y + r), outline=110, width=max(1, round(r / 4)))
        shine.arc((x - 0.8 * r, y - 0.8 * r, x + 0.8 * r, y + 0.8 * r), 190, 290, fill=230, width=max(1, round(r / 4)))
        shine.ellipse((x + 0.3 * r, y + 0.3 * r, x + 0.5 * r, y + 0.5 * r), fill=160)
    blur = ImageFilter.GaussianBlur(0.004 * size)
    picture *= 1 - 0.5 * _amount(dark.filter(blur))
    picture += 0.7 * _amount(bright.filter(blur)) * (1 - picture)


def add_rim(rng: np.random.Generator, picture: np.ndarray, present: bool) -> None:
    """The round field of the microscope with darkness around it, in place."""
    if not present:
        return
    x, y = grid(picture.shape[-1])
    radius = np.float32(rng.uniform(0.98, 1.18))
    offset = rng.normal(0, 0.03, 2).astype(np.float32)
    distance = np.hypot(x - offset[0], y - offset[1])
    outside = smooth_step(distance, radius - np.float32(0.03), radius + np.float32(0.02))
    picture *= 1 - np.float32(0.35) * smooth_step(distance, radius - np.float32(0.35), radius)
    picture += outside * (_RIM - picture)


def _strand(rng: np.random.Generator, size: int, angle: float) -> list[tuple[float, float]]:
    """Points of a quadratic curve."""
    middle, length = rng.uniform(0, size, 2), size * rng.uniform(0.25, 1.1)
    along = np.array([np.cos(angle), np.sin(angle)])
    across = np.array([-along[1], along[0]])
    start, end = middle - along * length / 2, middle + along * length / 2
    bend = middle + across * length * rng.normal(0, 0.22)
    t = np.linspace(0, 1, 14)[:, None]
    points = (1 - t) ** 2 * start + 2 * t * (1 - t) * bend + t**2 * end
    return [(float(x), float(y)) for x, y in points]


def _amount(sheet: Image.Image) -> np.ndarray:
    return np.asarray(sheet, dtype=np.float32) / 255
