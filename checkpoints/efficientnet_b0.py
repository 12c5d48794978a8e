"""EfficientNet-B0 of keras.applications (Tan and Le 2019, arXiv:1905.11946), which scales pixels by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from checkpoints.frame import framed
from checkpoints.pretrained import application

if TYPE_CHECKING:
    import keras

TITLE = "EfficientNet-B0: compound-scaled inverted residuals with attention to channels"
SETTINGS: dict[str, Any] = {}
SMALLEST = 32


def build(
    *, size: tuple[int | None, int | None], channels: int = 3, n_classes: int, weights: str = "none", **head: Any
) -> keras.Model:
    """Build the network for pictures in 0..255.

    Args:
        size: (y, x) pixels; None takes any.
        channels: 1 or 3.
        n_classes: 2 gives one sigmoid unit, more give a softmax.
        weights: "none", "imagenet" (downloaded by Keras), or a file of weights without the top.
        **head: see `checkpoints.frame.framed`.

    Raises:
        CheckpointError: weights that are not there or belong to another network.
    """
    import keras

    def features(x: Any) -> Any:
        return application(keras.applications.EfficientNetB0, x, weights).output

    return framed("efficientnet_b0", features, size=size, channels=channels, n_classes=n_classes, **head)
