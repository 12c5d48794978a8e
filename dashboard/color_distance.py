"""How far apart colors look, also to color-blind eyes, and how well they stand out from a background."""

from __future__ import annotations

import numpy as np

# Full-strength simulation in linear sRGB.
# Source: Machado, Oliveira & Fernandes 2009, doi 10.1109/TVCG.2009.113, table 1.
VISIONS = {
    "normal": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}

_TO_CONES = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
_TO_LAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)

LUMINANCE = np.array([0.2126, 0.7152, 0.0722])


def linear(colors: list[str]) -> np.ndarray:
    """Hex colors as linear sRGB: (len(colors), 3) float64 in [0, 1]."""
    values = np.array([[int(color[place : place + 2], 16) for place in (1, 3, 5)] for color in colors]) / 255
    return np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)


def oklab(rgb: np.ndarray) -> np.ndarray:
    """Linear sRGB (…, 3) as OKLab (lightness, green-red, blue-yellow). Source: Ottosson 2020, bottosson.github.io."""
    return np.cbrt(np.clip(rgb, 0, 1) @ _TO_CONES.T) @ _TO_LAB.T


def seen(colors: list[str]) -> np.ndarray:
    """Colors as each kind of eye sees them: (visions, colors, 3) float64, OKLab × 100."""
    rgb = linear(colors)
    return np.stack([oklab(rgb @ matrix.T) * 100 for matrix in VISIONS.values()])


def distances(colors: list[str]) -> np.ndarray:
    """The smallest distance between each two colors over all kinds of eyes: (colors, colors) float64, OKLab × 100."""
    places = seen(colors)
    return np.linalg.norm(places[:, :, None] - places[:, None], axis=-1).min(axis=0)


def luminance(color: str) -> float:
    """Relative luminance, 0 to 1. Source: WCAG 2.2, definition of relative luminance."""
    return float(linear([color])[0] @ LUMINANCE)


def contrast(color: str, background: str) -> float:
    """Contrast ratio, 1 to 21. Source: WCAG 2.2, definition of contrast ratio."""
    low, high = sorted((luminance(color), luminance(background)))
    return (high + 0.05) / (low + 0.05)
