"""Nuisances measured on the pictures themselves: skin tone of the border, dark vignette, hair."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.store.thumbnails import PER_PAGE, Thumbnails
from data.dark_border import dark_border
from data.progress import progress

RING = 10  # pixels of the thumbnail's edge, of 96, where skin is most likely
DARK = 25.0  # lightness L* below which a pixel is vignette, not skin
FEWEST = 0.1  # share of the ring that must be skin, for a tone to be measured
LINE = 7  # pixels: dark things narrower than this, in some direction, and long, are hair
CONTRAST = 24  # grey levels that a hair is darker than its surroundings
COLUMNS = {
    "measured_skin_tone": ("Skin tone (measured)", "° ITA"),
    "measured_vignette": ("Dark vignette (measured)", "share"),
    "measured_hair": ("Hair (measured)", "share"),
}
LUMINANCE = np.array([0.299, 0.587, 0.114], np.float32)
TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)
WHITE = TO_XYZ.sum(axis=1)  # D65
DIRECTIONS = ((0, 1), (1, 0), (1, 1), (1, -1))


def measure(thumbnails: Thumbnails) -> pd.DataFrame:
    """All of them of every sample: `COLUMNS`, float64, NaN where one cannot be measured."""
    parts = []
    starts = range(0, thumbnails.count, PER_PAGE)
    for start in progress(starts, label="Nuisances: pictures", total=len(starts), unit="pages"):
        cells = thumbnails.many(range(start, min(start + PER_PAGE, thumbnails.count)))
        grey = np.clip(np.rint(cells @ LUMINANCE), 0, 255).astype(np.uint8)
        parts.append(np.stack([skin_tone(cells), dark_border(grey), hair(grey)], axis=1))
    return pd.DataFrame(np.concatenate(parts) if parts else np.empty((0, 3)), columns=list(COLUMNS))


def skin_tone(thumbnails: np.ndarray) -> np.ndarray:
    """Individual typology angle of the median colour of the border, vignette left out; light skin is high.

    Args:
        thumbnails: (b, y, x, 3) uint8, sRGB.

    Returns:
        (b,) float64 degrees in (-90, 90]; NaN where less than a tenth of the border is lighter than a vignette.

    Source: Chardon et al. 1991, doi:10.1111/j.1467-2494.1991.tb00561.x: ITA = arctan((L* - 50) / b*).
    """
    ring = np.ones(thumbnails.shape[1:3], bool)
    ring[RING:-RING, RING:-RING] = False
    lightness, yellow = _lightness_and_yellow(thumbnails[:, ring])
    skin = lightness >= DARK
    measurable = skin.mean(axis=1) >= FEWEST
    found = np.full(len(thumbnails), np.nan)
    for place in np.flatnonzero(measurable):
        middle_light, middle_yellow = (np.median(part[place][skin[place]]) for part in (lightness, yellow))
        found[place] = np.degrees(np.arctan2(middle_light - 50, max(middle_yellow, 1e-6)))
    return found


def hair(grey: np.ndarray) -> np.ndarray:
    """Share of the pixels that a closing along some direction makes much lighter: narrow dark lines.

    Args:
        grey: (b, y, x) uint8.

    Returns:
        (b,) float64 in [0, 1].

    Source: Lee et al. 1997, doi:10.1016/S0010-4825(97)00020-6 (DullRazor's first step).
    """
    closed = np.stack([_closed(grey, step) for step in DIRECTIONS])
    across = closed.max(axis=0).astype(np.int16) - grey
    along = closed.min(axis=0).astype(np.int16) - grey
    return ((across > CONTRAST) & (along < CONTRAST / 2)).mean(axis=(1, 2))


def _lightness_and_yellow(colors: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """L* and b* (CIE 1976, D65) of sRGB pixels (…, 3) uint8."""
    share = colors / 255.0
    linear = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    ratios = linear @ (TO_XYZ / WHITE[:, None]).T
    curved = np.where(ratios > 216 / 24389, np.cbrt(ratios), (24389 / 27 * ratios + 16) / 116)
    return 116 * curved[..., 1] - 16, 200 * (curved[..., 1] - curved[..., 2])


def _closed(grey: np.ndarray, step: tuple[int, int]) -> np.ndarray:
    """Greyscale closing along a line of LINE pixels; beyond the edge nothing is lighter or darker."""
    return _extreme(_extreme(grey, step, np.maximum, 0), step, np.minimum, 255)


def _extreme(grey: np.ndarray, step: tuple[int, int], pick, outside: int) -> np.ndarray:
    reach = LINE // 2
    padded = np.pad(grey, ((0, 0), (reach, reach), (reach, reach)), constant_values=outside)
    y, x = grey.shape[1:]
    shifts = [(reach + place * step[0], reach + place * step[1]) for place in range(-reach, reach + 1)]
    found = grey.copy()
    for top, left in shifts:
        pick(found, padded[:, top : top + y, left : left + x], out=found)
    return found
