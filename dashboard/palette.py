"""One color per class, the same on every page of a run, told apart by color-blind eyes, on light and dark."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from analysis.store.reader import Run
from dashboard import color_distance

LIGHT, DARK = "#fcfcfb", "#12161b"  # the two backgrounds, as in .streamlit/config.toml
CONTRAST = 3.0  # on both backgrounds. Source: WCAG 2.2, 1.4.11 non-text contrast

# Found by exchange search over sRGB for the largest smallest distance, color-blind eyes counting twice as much.
# Over all kinds of eyes the smallest distance is 7.9 (Okabe and Ito's seven: 7.6, with contrast down to 1.3).
FIRST = ("#e15a00", "#1e78c3", "#00a569", "#c30087", "#875a3c", "#a587b4", "#8700ff", "#d25aff")

BALANCED = 1.5  # two classes whose sizes differ less than this: the second is taken as the positive one


def class_colors(run: Run) -> dict[str, str]:
    """Class -> hex color: the rarer a class, the warmer its color; of two balanced classes the second is warm."""
    counts = np.bincount(run.labels[run.labels >= 0], minlength=len(run.classes))
    return dict(zip(run.classes, colors_by_rarity(counts), strict=True))


def colors_by_rarity(counts: Sequence[int] | np.ndarray) -> list[str]:
    """Colors of classes of these sizes.

    Args:
        counts: (c,) samples of each class.

    Returns:
        c hex colors, all different.
    """
    counts = np.asarray(counts)
    rarest_first = np.argsort(counts, kind="stable")
    if len(counts) == 2 and counts.max() < BALANCED * max(counts.min(), 1):
        rarest_first = np.array([1, 0])
    warmest_first = sorted(distinct_colors(len(counts)), key=_warmth, reverse=True)
    chosen = dict(zip(rarest_first.tolist(), warmest_first, strict=True))
    return [chosen[place] for place in range(len(counts))]


@lru_cache(maxsize=8)
def distinct_colors(count: int) -> tuple[str, ...]:
    """Colors as far apart as `count` allows, the first eight hand-checked, further ones found greedily."""
    chosen = list(FIRST[:count])
    candidates = _candidates()
    places = color_distance.seen(candidates)
    nearest = np.full(len(candidates), np.inf)
    for color in chosen if count > len(FIRST) else ():
        nearest = np.minimum(nearest, _distance(places, color))
    while len(chosen) < count:
        chosen.append(candidates[int(nearest.argmax())])
        nearest = np.minimum(nearest, _distance(places, chosen[-1]))
    return tuple(chosen)


@lru_cache(maxsize=1)
def _candidates() -> list[str]:
    steps = range(0, 256, 15)
    grid = [f"#{red:02x}{green:02x}{blue:02x}" for red in steps for green in steps for blue in steps]
    light = color_distance.linear(grid) @ color_distance.LUMINANCE
    low = CONTRAST * (color_distance.luminance(DARK) + 0.05) - 0.05
    high = (color_distance.luminance(LIGHT) + 0.05) / CONTRAST - 0.05
    return [color for color, value in zip(grid, light, strict=True) if low <= value <= high]


def _distance(places: np.ndarray, color: str) -> np.ndarray:
    return np.linalg.norm(places - color_distance.seen([color]), axis=-1).min(axis=0)


def _warmth(color: str) -> float:
    _, red, yellow = color_distance.seen([color])[0, 0]
    return float(red + yellow)
