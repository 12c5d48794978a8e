"""Smooth random fields and coordinates: the material all synthetic pictures are made of."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
from PIL import Image

Field = np.ndarray  # (s, s) float32, s the drawing size in pixels


@cache
def grid(size: int) -> tuple[Field, Field]:
    """Coordinates from -1 to 1: x grows to the right, y downwards. Read only."""
    line = (np.arange(size, dtype=np.float32) + 0.5) * (2 / size) - 1
    x, y = (np.ascontiguousarray(field) for field in np.meshgrid(line, line))
    x.flags.writeable = y.flags.writeable = False
    return x, y


def planes(red: float, green: float, blue: float) -> np.ndarray:
    """A colour as (3, 1, 1) float32, to meet pictures of (3, s, s)."""
    return np.array([red, green, blue], np.float32)[:, None, None]


def noise(rng: np.random.Generator, size: int, cells: int) -> Field:
    """A smooth field around 0 with about `cells` bumps across, standard deviation about 0.7."""
    return _enlarged(rng.standard_normal((cells + 2, cells + 2), dtype=np.float32), size)


def fractal(rng: np.random.Generator, size: int, cells: int, octaves: int) -> Field:
    """Noise on several scales, each twice as fine and half as strong as the one before."""
    field = rng.standard_normal((cells + 2, cells + 2), dtype=np.float32)
    for octave in range(1, octaves):  # summed where it is small, enlarged once
        field = _doubled(field)
        field += rng.standard_normal(field.shape, dtype=np.float32) * np.float32(0.5**octave)
    return _enlarged(field, size)


def smooth_step(field: Field, start: Any, end: Any) -> Field:
    """0 below `start`, 1 above `end`, an S-shaped slope between."""
    slope = np.clip((field - start) / (end - start), 0, 1)
    return slope * slope * (3 - 2 * slope)


def _doubled(knots: Field) -> Field:
    """Linear interpolation between neighbours: n knots a side become 2 n - 1."""
    side = 2 * len(knots) - 1
    field = np.empty((side, side), np.float32)
    field[::2, ::2] = knots
    field[::2, 1::2] = (knots[:, 1:] + knots[:, :-1]) / 2
    field[1::2] = (field[:-1:2] + field[2::2]) / 2
    return field


def _enlarged(knots: Field, size: int) -> Field:
    """Bicubic, without the outermost half cells, whose neighbours are missing."""
    low, high = 0.5, len(knots) - 0.5
    picture = Image.fromarray(knots).resize((size, size), Image.Resampling.BICUBIC, box=(low, low, high, high))
    return np.array(picture)
