"""MobileNetV2 of keras.applications (Sandler et al. 2018, arXiv:1801.04381), with its width as a setting."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from checkpoints.frame import framed
from checkpoints.pretrained import application

if TYPE_CHECKING:
    import keras

TITLE = "MobileNetV2: inverted residuals; --alpha sets its width"
SETTINGS: dict[str, Any] = {"alpha": 1.0}  # width multiplier; ImageNet weights exist for 0.35, 0.5, 0.75, 1, 1.3, 1.4
SMALLEST = 32
SIZE = 96
PARAMETERS = 2_232_839


def build(
    *, size: tuple[int | None, int | None], channels: int = 3, n_classes: int, weights: str = "none", **settings: Any
) -> keras.Model:
    """Build the network for pictures in 0..255.

    Args:
        size: (y, x) pixels; None takes any.
        channels: 1 or 3.
        n_classes: 2 gives one sigmoid unit, more give a softmax.
        weights: "none", "imagenet" (downloaded by Keras), or a file of weights without the top.
        **settings: `alpha`, and see `checkpoints.frame.framed`.

    Raises:
        CheckpointError: weights that are not there or belong to another network.
    """
    import keras

    head = dict(settings)
    alpha = head.pop("alpha", SETTINGS["alpha"])

    def features(x: Any) -> Any:
        x = keras.layers.Rescaling(1 / 127.5, offset=-1, name="symmetric_range")(x)
        return application(keras.applications.MobileNetV2, x, weights, alpha=alpha).output

    return framed("mobilenet_v2", features, size=size, channels=channels, n_classes=n_classes, **head)
