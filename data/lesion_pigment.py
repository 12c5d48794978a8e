"""What colours a synthetic lesion: pigment network, globules, and up to six colours in zones."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from data.lesion_noise import Field, fractal, noise, smooth_step
from data.lesion_shape import Outline

COLORS = ("light brown", "dark brown", "black", "red", "blue-grey", "white")  # those the ABCD rule counts
_COMMONNESS = (0.46, 0.16, 0.16, 0.12, 0.10)  # of the colours after the first, in that order
STRUCTURES = ("network", "globules", "homogeneous", "network and globules")
_MESH = 0.65  # millimetres between holes of the network; wider than in life, so that it shows at 96 px


@dataclass
class Pigment:
    """Amounts per pixel, each (s, s) float32 of 0 or more: melanin and blood absorb, veil and scar scatter light."""

    melanin: Field
    blood: Field
    veil: Field
    scar: Field


def pigment(rng: np.random.Generator, shape: Outline, *, colors: int, asymmetry: float) -> Pigment:
    """Fill an outline.

    Args:
        colors: how many of `COLORS` show, light brown first, the others in random order, 1 to 6.
        asymmetry: 0 (zones lie concentrically) to 2 (zones lie anywhere).
    """
    size = len(shape.depth)
    texture = np.maximum(_structure(rng, shape) + np.float32(0.30) * fractal(rng, size, 9, 4), 0.12)
    body = np.float32(rng.uniform(0.55, 1.35)) * (1 - np.float32(0.35) * smooth_step(shape.depth, 0.8, 0.0))
    zero = np.zeros_like(texture)
    found = Pigment(body, zero + np.float32(rng.uniform(0.05, 0.4)), zero.copy(), zero.copy())
    order = rng.choice(COLORS[1:], len(COLORS) - 1, replace=False, p=_COMMONNESS)
    for color in order[: colors - 1]:
        _add(found, color, _zone(rng, shape, asymmetry))
    found.melanin = found.melanin * texture
    found.veil *= np.clip(1.35 - 0.5 * texture, 0.3, 1)
    found.scar *= np.clip(1.5 - 0.7 * texture, 0.2, 1)
    found.blood *= 0.4 + 0.6 * texture
    for field in (found.melanin, found.blood, found.veil, found.scar):
        field *= shape.coverage
    return found


def _add(pigment: Pigment, color: str, zone: Field) -> None:
    if color == "dark brown":
        pigment.melanin = pigment.melanin + 0.9 * zone
    elif color == "black":
        pigment.melanin = pigment.melanin + 2.2 * zone * zone
    elif color == "red":
        pigment.melanin = pigment.melanin * (1 - 0.55 * zone)
        pigment.blood += 0.75 * zone
    elif color == "blue-grey":
        pigment.melanin = pigment.melanin + 0.9 * zone
        pigment.veil = np.maximum(pigment.veil, 0.62 * zone)
    else:
        pigment.melanin = pigment.melanin * (1 - 0.85 * zone)
        pigment.scar = np.maximum(pigment.scar, 0.42 * zone)


def _zone(rng: np.random.Generator, shape: Outline, asymmetry: float) -> Field:
    """A soft patch: at the centre or around it where the lesion is symmetric, off it where it is not."""
    away, towards = 0.3 * asymmetry * rng.uniform(0.6, 1.1), rng.uniform(0, 2 * np.pi)
    distance = np.hypot(shape.x - np.float32(away * np.cos(towards)), shape.y - np.float32(away * np.sin(towards)))
    ring = np.float32(rng.choice([0.0, rng.uniform(0.3, 0.6)]) * (1 - asymmetry / 2))
    reach = np.float32(rng.uniform(0.3, 0.5))
    cells = max(4, round(14 / shape.radius_mm))
    field = np.abs(distance - ring) + np.float32(0.14 + 0.08 * asymmetry) * fractal(rng, len(distance), cells, 4)
    return smooth_step(field, reach * np.float32(1.1), reach * np.float32(0.35))


def _structure(rng: np.random.Generator, shape: Outline) -> Field:
    """(s, s) factor of melanin around 1."""
    kind = rng.choice(STRUCTURES, p=[0.35, 0.25, 0.2, 0.2])
    factor = np.ones_like(shape.depth)
    if "network" in kind:
        factor += np.float32(rng.uniform(0.25, 0.5)) * _network(rng, shape)
    if "globules" in kind:
        factor += np.float32(rng.uniform(0.5, 1.0)) * _globules(rng, shape)
    return factor


def _network(rng: np.random.Generator, shape: Outline) -> Field:
    """A honeycomb of brown lines around pale holes: three plane waves at 120 degrees, bent by noise."""
    size = len(shape.depth)
    mesh = _MESH * rng.uniform(0.85, 1.3) / shape.radius_mm
    bend = np.float32(0.45 * mesh)
    x, y = shape.x + bend * fractal(rng, size, 7, 2), shape.y + bend * fractal(rng, size, 7, 2)
    start, wave = rng.uniform(0, np.pi), np.float32(4 * np.pi / (np.sqrt(3) * mesh))
    total = np.zeros_like(x)
    for turn in start + np.array([0, 2, 4]) * np.pi / 3:
        total += np.cos(wave * (x * np.float32(np.cos(turn)) + y * np.float32(np.sin(turn))))
    patches = np.clip(0.6 + 0.5 * noise(rng, size, 6), 0, 1)  # here clear, there dissolved
    return -total / 3 * patches


def _globules(rng: np.random.Generator, shape: Outline) -> Field:
    """Dark round dots of 0.2 to 0.6 mm, scattered over the lesion."""
    size = len(shape.depth)
    scale = shape.pixels_per_mm
    picture = Image.new("L", (size, size))
    pen = ImageDraw.Draw(picture)
    rows, columns = np.nonzero(shape.depth > 0)
    for place in rng.integers(0, max(1, len(rows)), int(10 + 2.2 * shape.radius_mm**2)) if len(rows) else ():
        r, x, y = rng.uniform(0.1, 0.3) * scale, columns[place], rows[place]
        pen.ellipse((x - r, y - r, x + r, y + r), fill=int(rng.integers(120, 256)))
    soft = picture.filter(ImageFilter.GaussianBlur(0.07 * scale))
    return np.asarray(soft, dtype=np.float32) / 255
