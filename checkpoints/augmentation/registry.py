"""The augmentations that `--augment` knows, in the order in which they are applied, and the presets made of them."""

from __future__ import annotations

from checkpoints.augmentation import crop, flips, mirror, quarter_turns, rotation, shear, shift, zoom
from checkpoints.augmentation.contract import Geometry, Look

GEOMETRY: dict[str, Geometry] = {
    "mirror": mirror,
    "flips": flips,
    "quarter_turns": quarter_turns,
    "rotation": rotation,
    "shear": shear,
    "zoom": zoom,
    "shift": shift,
    "crop": crop,
}
LOOKS: dict[str, Look] = {}
TRANSFORMS: dict[str, Geometry | Look] = {**GEOMETRY, **LOOKS}

PRESETS: dict[str, tuple[str, ...]] = {
    "light": ("flips", "rotation", "zoom=0.1", "shift=0.05"),
}
