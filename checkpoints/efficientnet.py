"""EfficientNet-B0 to B7 of keras.applications (Tan and Le 2019, arXiv:1905.11946), which scale pixels by themselves."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from checkpoints.contract import Variant
from checkpoints.frame import framed
from checkpoints.pretrained import application

if TYPE_CHECKING:
    import keras

PUBLISHED = {  # pixels a side, features of the embedding, trainable parameters with seven classes
    "b0": (224, 1280, 4_016_515),
    "b1": (240, 1280, 6_522_151),
    "b2": (260, 1408, 7_710_857),
    "b3": (300, 1536, 10_706_991),
    "b4": (380, 1792, 17_561_167),
    "b5": (456, 2048, 28_355_127),
    "b6": (528, 2304, 40_751_839),
    "b7": (600, 2560, 63_804_887),
}


def build(
    variant: str,
    *,
    size: tuple[int | None, int | None],
    channels: int = 3,
    n_classes: int,
    weights: str = "none",
    **head: Any,
) -> keras.Model:
    """Build the network for pictures in 0..255.

    Args:
        variant: a key of `PUBLISHED`.
        size: (y, x) pixels; None takes any.
        channels: 1 or 3.
        n_classes: 2 gives one sigmoid unit, more give a softmax.
        weights: "none", "imagenet" (downloaded by Keras), or a file of weights without the top.
        **head: see `checkpoints.frame.framed`.

    Raises:
        CheckpointError: weights that are not there or belong to another network.
    """
    import keras

    constructor = getattr(keras.applications, f"EfficientNet{variant.upper()}")

    def features(x: Any) -> Any:
        return application(constructor, x, weights).output

    return framed(f"efficientnet_{variant}", features, size=size, channels=channels, n_classes=n_classes, **head)


VARIANTS = {
    f"efficientnet_{variant}": Variant(
        f"EfficientNet-{variant.upper()}: compound-scaled inverted residuals with attention to channels",
        SETTINGS={},
        SMALLEST=32,
        SIZE=size,
        PARAMETERS=parameters,
        build=partial(build, variant),
    )
    for variant, (size, _, parameters) in PUBLISHED.items()
}
