"""The outline of a synthetic lesion: asymmetry and border irregularity as the ABCD rule counts them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from data.lesion_noise import Field, fractal, grid, noise, smooth_step

FIELD_OF_VIEW = 16.0  # millimetres across the picture
_ANGLES = 1024  # resolution of the outline
_SOFT, _SHARP = 0.60, 0.13  # width of the edge in radii: fading, abrupt


@dataclass(frozen=True)
class Outline:
    """Where the lesion is.

    Attributes:
        x, y: (s, s) float32 coordinates in lesion radii, turned to its long axis, warped as its outline is.
        depth: (s, s) float32, radii below the outline; negative outside.
        coverage: (s, s) float32 in [0, 1], how much of the lesion's pigment is there.
        radius_mm: of a circle of its area.
        pixels_per_mm: of the drawing.
    """

    x: Field
    y: Field
    depth: Field
    coverage: Field
    radius_mm: float
    pixels_per_mm: float


def outline(rng: np.random.Generator, size: int, *, asymmetry: float, border: float, diameter: float) -> Outline:
    """Draw an outline.

    Args:
        size: of the drawing, pixels.
        asymmetry: 0 (mirror symmetric about two axes) to 2.
        border: eighths of the outline that end abruptly and jagged, 0 to 8.
        diameter: millimetres.
    """
    radius = diameter / FIELD_OF_VIEW
    room = max(0.05, 0.75 - radius)
    x, y = grid(size)
    cells, warp = max(3, round(2.5 / radius)), np.float32(0.035 + 0.008 * border)
    x = (x - rng.uniform(-0.4, 0.4) * room) / radius + warp * fractal(rng, size, cells, 3)
    y = (y - rng.uniform(-0.4, 0.4) * room) / radius + warp * fractal(rng, size, cells, 3)
    turn, stretch = rng.uniform(0, np.pi), rng.uniform(1.0, 1.35) ** 0.5
    x, y = (
        (x * np.float32(np.cos(turn)) + y * np.float32(np.sin(turn))) / np.float32(stretch),
        (y * np.float32(np.cos(turn)) - x * np.float32(np.sin(turn))) * np.float32(stretch),
    )
    place = (np.arctan2(y, x) * np.float32(_ANGLES / (2 * np.pi))).astype(np.int32) % _ANGLES
    sharp = _sharpness(rng, border)
    depth = _radii(rng, asymmetry, border, sharp)[place] - np.hypot(x, y)
    width = (_SOFT + (_SHARP - _SOFT) * sharp).astype(np.float32)[place]
    width = np.maximum(width * (1 + np.float32(0.3) * noise(rng, size, 12)), np.float32(0.06))
    coverage = smooth_step(depth, -0.5 * width, 0.5 * width)
    return Outline(x, y, depth, coverage, diameter / 2, size / FIELD_OF_VIEW)


def _sharpness(rng: np.random.Generator, border: float) -> np.ndarray:
    """(angles,) 1 where the edge is abrupt, 0 where it fades; `border` eighths of the way round."""
    amount = np.clip(border - rng.permutation(8), 0, 1)
    steps = np.repeat(amount, _ANGLES // 8)
    kernel = np.hanning(_ANGLES // 16)
    smooth = np.fft.irfft(np.fft.rfft(steps) * np.fft.rfft(kernel / kernel.sum(), _ANGLES), _ANGLES)
    return np.roll(smooth, int(rng.integers(_ANGLES)))


def _radii(rng: np.random.Generator, asymmetry: float, border: float, sharp: np.ndarray) -> np.ndarray:
    """(angles,) distance of the outline from the centre, in radii of a circle of its area."""
    angle = np.arange(_ANGLES) * (2 * np.pi / _ANGLES)
    radii = 1 + rng.normal(0, 0.025) * np.cos(4 * angle)
    for wave, strength in ((1, 0.05), (2, 0.05), (3, 0.085), (5, 0.04)):
        radii += asymmetry * strength * rng.uniform(0.7, 1.2) * np.cos(wave * angle + rng.uniform(0, 2 * np.pi))
    for wave in range(6, 16):
        radii += 0.0028 * border * rng.normal() * np.cos(wave * angle + rng.uniform(0, 2 * np.pi)) * (0.3 + 0.7 * sharp)
    radii = np.maximum(radii, 0.3)
    return (radii / np.sqrt(np.mean(radii**2))).astype(np.float32)
