"""One synthetic picture with its two masks, drawn from a row of the plan."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np

from data.lesion_marks import add_mark
from data.lesion_overlays import add_bubbles, add_hair, add_rim
from data.lesion_pigment import pigment
from data.lesion_plan import generator
from data.lesion_shape import outline
from data.lesion_skin import colored, skin

OVERSAMPLING = 2  # drawn so much larger, then averaged: smooth edges and thin hairs
_GLARE = 0.03  # stray light in the microscope: black is never quite black
_GRAIN = 0.008  # the camera's noise


class Picture(NamedTuple):
    """image: (y, x, 3) uint8; lesion, mark: (y, x) bool, where they are before hair and rim cover them."""

    image: np.ndarray
    lesion: np.ndarray
    mark: np.ndarray


def draw(row: Mapping[str, Any], *, size: int, seed: int) -> Picture:
    """Draw one lesion.

    Every layer has a random generator of its own, so that a row with one thing changed (no mark, other skin) gives the
    same picture but for that: the counterfactual of an explanation.

    Args:
        row: of `data.lesion_plan.plan`.
        size: width and height in pixels.
        seed: the dataset's.
    """

    def layer(name: str) -> np.random.Generator:
        return generator(seed, f"{row['sample']}:{name}")

    large = size * OVERSAMPLING
    shape = outline(layer("shape"), large, asymmetry=row["asymmetry"], border=row["border"], diameter=row["diameter"])
    inside = pigment(layer("pigment"), shape, colors=int(row["colors"]), asymmetry=row["asymmetry"])
    picture = colored(skin(layer("skin"), large, int(row["skin_tone"])), inside)
    mark = add_mark(layer("mark"), picture, row["mark"], shape.pixels_per_mm)
    add_hair(layer("hair"), picture, int(row["hair"]))
    add_bubbles(layer("bubbles"), picture)
    add_rim(layer("rim"), picture, bool(row["vignette"]))
    small = _reduced(picture) * (1 - _GLARE) + _GLARE
    small += _GRAIN * layer("grain").standard_normal(small.shape, dtype=np.float32)
    image = np.clip(np.round(255 * small), 0, 255).astype(np.uint8).transpose(1, 2, 0)
    return Picture(image, _reduced(shape.depth > 0) >= 0.5, _reduced(mark) >= 0.25)


def _reduced(field: np.ndarray) -> np.ndarray:
    """Averages of OVERSAMPLING x OVERSAMPLING pixels, over the last two axes."""
    steps = range(OVERSAMPLING)
    total = sum(field[..., y::OVERSAMPLING, x::OVERSAMPLING].astype(np.float32) for y in steps for x in steps)
    return np.asarray(total) / np.float32(OVERSAMPLING**2)
