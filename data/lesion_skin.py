"""Skin under the dermatoscope, and how pigment in it turns into colour."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from data.lesion_noise import Field, fractal, grid, noise, planes
from data.lesion_pigment import Pigment

# Absorption of red, green and blue light by one unit, set by eye against HAM10000's skin and lesion colours.
_MELANIN = planes(0.40, 0.80, 1.18)
_BLOOD = planes(0.10, 0.72, 0.58)
_SKIN_MELANIN = (0.03, 0.10, 0.22, 0.42, 0.80, 1.25)  # Fitzpatrick I to VI
_VEIL = planes(0.44, 0.46, 0.54)  # blue-white veil
_SCAR = planes(0.96, 0.88, 0.90)  # regression


@dataclass(frozen=True)
class Skin:
    """The healthy skin: `melanin` and `blood` (s, s) float32, `light` (3, s, s) float32, what white would show as."""

    melanin: Field
    blood: Field
    light: np.ndarray


def skin(rng: np.random.Generator, size: int, tone: int) -> Skin:
    """Draw healthy skin.

    Args:
        tone: Fitzpatrick type, 1 (palest) to 6 (darkest).
    """
    lines = _furrows(rng, size)
    melanin = _SKIN_MELANIN[tone - 1] * rng.uniform(0.8, 1.2) * (1 + 0.10 * fractal(rng, size, 4, 4)) + 0.03 * lines
    redness = min(rng.lognormal(-1.3, 0.7), 0.9)
    blood = redness * (1 + 0.13 * fractal(rng, size, 6, 4)) + 0.02 * lines
    return Skin(np.maximum(melanin, 0), np.maximum(blood, 0), _light(rng, size))


def colored(skin: Skin, lesion: Pigment) -> np.ndarray:
    """Light that comes back: Beer-Lambert absorption below, scattering above.

    Returns:
        (3, s, s) float32 in [0, 1].
    """
    melanin, blood = skin.melanin + lesion.melanin, skin.blood + lesion.blood
    back = np.exp(-(melanin * _MELANIN + blood * _BLOOD))
    for amount, color in ((lesion.veil, _VEIL), (lesion.scar, _SCAR)):
        if amount.any():
            back += amount * (color - back)
    return back * skin.light


def _furrows(rng: np.random.Generator, size: int) -> Field:
    """Fine crossing lines of the skin's surface, around 0."""
    x, y = grid(size)
    bend = np.float32(0.08) * noise(rng, size, 10)
    strength = np.float32(rng.uniform(0, 0.5))  # of the regular part, which many pictures hardly show
    field = fractal(rng, size, size // 8, 2)
    for turn in rng.uniform(0, np.pi) + np.array([0.0, 1.2]):
        wave = np.float32(rng.uniform(55, 80))
        field += strength * np.cos(wave * (x * np.float32(np.cos(turn)) + y * np.float32(np.sin(turn)) + bend))
    return field


def _light(rng: np.random.Generator, size: int) -> np.ndarray:
    x, y = grid(size)
    turn, slope = rng.uniform(0, 2 * np.pi), rng.uniform(0, 0.07)
    fall = 1 - np.float32(rng.uniform(0.03, 0.16)) * (x * x + y * y)
    field = fall * (1 + np.float32(slope * np.cos(turn)) * x + np.float32(slope * np.sin(turn)) * y)
    balance = rng.uniform(0.92, 1.06) * np.exp(rng.normal(0, (0.02, 0.035, 0.07)))
    return field * planes(*balance)
