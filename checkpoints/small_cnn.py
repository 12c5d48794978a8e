"""A small convolutional network that trains in seconds: the demo's model."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from checkpoints.frame import framed, without_published_weights

if TYPE_CHECKING:
    import keras

TITLE = "Small CNN: four 3x3 convolutions with batch normalization"
SETTINGS: dict[str, Any] = {}
SMALLEST = 16  # pixels: three halvings leave a map of 2 x 2
SIZE = 96
PARAMETERS = 61_143

WIDTHS = (16, 32, 64, 64)  # filters of the convolutions; the picture is halved after each but the last


def build(
    *, size: tuple[int | None, int | None], channels: int = 3, n_classes: int, weights: str = "none", **head: Any
) -> keras.Model:
    """Build the network for pictures in 0..255.

    Args:
        size: (y, x) pixels; None takes any.
        channels: 1 or 3.
        n_classes: 2 gives one sigmoid unit, more give a softmax.
        weights: "none"; there are no published weights for it.
        **head: see `checkpoints.frame.framed`.

    Raises:
        CheckpointError: weights were asked for.
    """
    import keras

    without_published_weights("small_cnn", weights)

    def features(x: Any) -> Any:
        x = keras.layers.Rescaling(1 / 255, name="unit_range")(x)
        for number, width in enumerate(WIDTHS, 1):
            x = keras.layers.Conv2D(width, 3, padding="same", use_bias=False, name=f"conv_{number}")(x)
            x = keras.layers.BatchNormalization(name=f"norm_{number}")(x)
            x = keras.layers.ReLU(name=f"relu_{number}")(x)
            if number < len(WIDTHS):
                x = keras.layers.MaxPooling2D(name=f"pool_{number}")(x)
        return x

    return framed("small_cnn", features, size=size, channels=channels, n_classes=n_classes, **head)
