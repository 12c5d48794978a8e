"""Every measure of looks; its name is part of the names of arrays."""

from __future__ import annotations

from analysis.looks import color, phash, ssim
from analysis.looks.contract import Measure

VERSION = 2  # raised when something is measured differently, so that stores are measured anew

MEASURES: dict[str, Measure] = {"ssim": ssim, "color": color, "phash": phash}
