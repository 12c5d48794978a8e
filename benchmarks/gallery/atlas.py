"""An atlas of drawn pictures, about as large on disk as dermatoscopic ones."""

from __future__ import annotations

import numpy as np

from analysis.store.thumbnails import CELL, PER_PAGE, AtlasWriter
from data.lesion_noise import fractal

PAGES = 200
NEAR = 16 * PER_PAGE  # the first rows, whose decoded pages `Thumbnails` keeps; the pages shown draw from these


def write(folder: str) -> int:
    """Write it; every page holds the same 1,024 drawn pictures in another order. Returns the number of cells."""
    random = np.random.default_rng(0)
    cells = np.stack([_picture(random) for _ in range(NEAR)])
    atlas = AtlasWriter(folder)
    for page in range(PAGES):
        order = np.arange(page * PER_PAGE, (page + 1) * PER_PAGE) * (1 if page < NEAR // PER_PAGE else 37)
        for row in order % NEAR:
            atlas.add(cells[row])
    return int(atlas.close()["count"])


def _picture(random: np.random.Generator) -> np.ndarray:
    shades = fractal(random, CELL, 3, 4)[..., None] * random.uniform(40, 120, 3) + random.uniform(60, 140, 3)
    return np.clip(shades + random.normal(0, 6, (CELL, CELL, 3)), 0, 255).astype(np.uint8)
