"""Colors for numbers: evenly spaced to the eye, the high end the one that stands out from the page."""

from __future__ import annotations

import numpy as np

# Viridis at 17 even places. Source: Smith & van der Walt 2015, matplotlib's default; perceptually uniform in CAM02-UCS,
# also for color-blind eyes.
_VIRIDIS = (
    "#440154", "#48186a", "#472d7b", "#424086", "#3b528b", "#33638d", "#2c728e", "#26828e", "#21918c",
    "#1fa088", "#28ae80", "#3fbc73", "#5ec962", "#84d44b", "#addc30", "#d8e219", "#fde725",
)  # fmt: skip
# The parts that can be seen on each page: from here (low) to there (high).
LIGHT, DARK = (0.84, 0.0), (0.18, 1.0)


def ramp(count: int, *, dark: bool = False) -> list[str]:
    """So many "#rrggbb" from low to high, for a light or a dark page."""
    low, high = DARK if dark else LIGHT
    places = np.linspace(low, high, count) * (len(_VIRIDIS) - 1)
    known = np.array([[int(color[start : start + 2], 16) for start in (1, 3, 5)] for color in _VIRIDIS])
    channels = [np.interp(places, np.arange(len(_VIRIDIS)), known[:, channel]) for channel in range(3)]
    return [f"#{red:02x}{green:02x}{blue:02x}" for red, green, blue in np.rint(channels).astype(int).T]
