"""The augmentations that `--augment` knows, in the order in which they are applied, and the presets made of them."""

from __future__ import annotations

from checkpoints.augmentation import (
    blur,
    brightness,
    contrast,
    crop,
    cutout,
    flips,
    hair,
    hue,
    mirror,
    noise,
    quarter_turns,
    rotation,
    saturation,
    shear,
    shift,
    vignette,
    zoom,
)
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
LOOKS: dict[str, Look] = {  # what lies on the skin, the light, the microscope, the lens, the sensor
    "hair": hair,
    "brightness": brightness,
    "contrast": contrast,
    "saturation": saturation,
    "hue": hue,
    "vignette": vignette,
    "blur": blur,
    "noise": noise,
    "cutout": cutout,
}
TRANSFORMS: dict[str, Geometry | Look] = {**GEOMETRY, **LOOKS}

PRESETS: dict[str, tuple[str, ...]] = {
    # Dermoscopy: no side is up and none is left; light and white balance differ between microscopes and clinics.
    "melanoma": (
        "flips",
        "rotation=180",
        "zoom=0.15",
        "shift=0.05",
        "hair=0.3",
        "brightness=0.1",
        "contrast=0.15",
        "saturation=0.15",
        "hue=4",
        "vignette=0.2",
        "cutout=0.25",
    ),
    "light": ("flips", "zoom=0.1", "shift=0.05", "brightness=0.05", "contrast=0.1"),
    # Test-time augmentation: what a picture shows stays as it is, so that the scores of its draws may be averaged.
    "tta": ("flips", "quarter_turns", "zoom=0.05", "shift=0.03", "brightness=0.03"),
}
