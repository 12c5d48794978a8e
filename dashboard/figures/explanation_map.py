"""Raw explanation maps as pixels: one scale for a row of maps, colors over a grey picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PIL import Image

LUMA = np.array([0.299, 0.587, 0.114], np.float32)
CLIPPED = 0.005  # share of a row's pixels that may lie beyond the scale's end, so that one pixel does not rule it

SIGNED_STOPS = ("#14509b", "#5f97d0", "#bcd3ea", "#f2f2f0", "#f5c59b", "#dd7b33", "#9c3c00")
UNSIGNED_STOPS = ("#00224e", "#28416c", "#575d6d", "#7d7c78", "#a69d75", "#d3c065", "#fee838")  # cividis

SIGNED_READING = (
    "Orange raises this class's logit, blue lowers it, near-white does nothing. It says what this model used in this "
    "picture, not what causes the disease, and not that the same part would matter elsewhere."
)
UNSIGNED_READING = (
    "Brighter parts carried more of the evidence for this class; there is no sign, so nothing here argues against it. "
    "It says where the model looked, not why."
)


@dataclass(frozen=True)
class Scale:
    """One color scale for a row of maps.

    Attributes:
        limit: value at the scale's end, units of the maps; the scale runs from -limit (signed) or 0 to limit.
        signed: diverging around zero, else sequential from zero.
    """

    limit: float
    signed: bool


def common_scale(maps: Sequence[np.ndarray], *, signed: bool) -> Scale:
    """The one scale on which maps can be compared.

    Args:
        maps: (h, w) float32 each, of any resolution; values that are no numbers are left out.
        signed: whether the maps have a sign.

    Returns:
        limit = the largest of the maps' own (1 - CLIPPED) quantiles of |value|; 0 where nothing differs from zero.
    """
    ends = [np.quantile(np.abs(each[np.isfinite(each)]), 1 - CLIPPED) for each in maps if np.isfinite(each).any()]
    return Scale(float(max(ends, default=0.0)), signed)


def colored(values: np.ndarray, scale: Scale) -> np.ndarray:
    """Colors of a map.

    Args:
        values: (h, w) float32.
        scale: where the colors begin and end.

    Returns:
        (h, w, 4) uint8 RGBA; values that are no numbers are transparent.
    """
    known = np.isfinite(values)
    place = np.where(known, values, 0.0) / (scale.limit or 1.0)
    place = (np.clip(place, -1, 1) + 1) / 2 if scale.signed else np.clip(place, 0, 1)
    stops = _stops(scale.signed)
    marks = np.linspace(0, 1, len(stops))
    channels = [np.interp(place, marks, stops[:, channel]) for channel in range(3)]
    rgb = np.rint(np.stack(channels, axis=-1)).astype(np.uint8)
    return np.concatenate([rgb, np.where(known, 255, 0).astype(np.uint8)[..., None]], axis=-1)


def enlarged(values: np.ndarray, size: tuple[int, int], *, smooth: bool) -> np.ndarray:
    """A map at the picture's size.

    Args:
        values: (h, w) float32.
        size: (y, x) pixels.
        smooth: interpolate between cells (this invents no detail and moves no cell); else show the cells themselves.

    Returns:
        (y, x) float32.
    """
    method = Image.Resampling.BICUBIC if smooth else Image.Resampling.NEAREST
    picture = Image.fromarray(np.ascontiguousarray(values, dtype=np.float32))
    return np.asarray(picture.resize((size[1], size[0]), method))


def overlay(picture: np.ndarray, colors: np.ndarray, opacity: float) -> np.ndarray:
    """A map's colors over the grey of its picture, so that every hue on the screen is the map's.

    Args:
        picture: (y, x, 1 or 3) uint8.
        colors: (y, x, 4) uint8 RGBA.
        opacity: 0 shows the picture alone, 1 the map alone, whose colors can then be read off the scale exactly.

    Returns:
        (y, x, 3) uint8.
    """
    weight = opacity * colors[..., 3:].astype(np.float32) / 255
    mixed = colors[..., :3] * weight + grey(picture)[..., None] * (1 - weight)
    return np.rint(mixed).astype(np.uint8)


def grey(picture: np.ndarray) -> np.ndarray:
    """Brightness of a picture: (y, x) float32 in 0..255 from (y, x, 1 or 3) uint8.

    Source: ITU-R BT.601 luma.
    """
    channels = picture.astype(np.float32)
    return channels[..., 0] if channels.shape[-1] == 1 else channels[..., :3] @ LUMA


def gradient(signed: bool) -> str:
    """The scale from its left end to its right end, as a CSS image; the same mixing of colors as in `colored`."""
    return f"linear-gradient(to right, {', '.join(SIGNED_STOPS if signed else UNSIGNED_STOPS)})"


def _stops(signed: bool) -> np.ndarray:
    colors = SIGNED_STOPS if signed else UNSIGNED_STOPS
    return np.array([[int(color[place : place + 2], 16) for place in (1, 3, 5)] for color in colors], np.float32)
