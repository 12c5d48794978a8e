"""The published lesion network: 16 small convolutions with 1 x 1 bottlenecks and no dense layer at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from checkpoints.frame import checked, class_units, picture_input, without_published_weights

if TYPE_CHECKING:
    import keras

TITLE = "Lesion CNN: 16 convolutions with 1x1 bottlenecks"
SETTINGS: dict[str, Any] = {"dropout": 0.01}  # after every block
SMALLEST = 32  # pixels: five halvings leave one
SIZE = 224
PARAMETERS = 51_221

BLOCKS = ((8, 16, 8), (16, 16, 32, 8), (8, 16, 32, 8), (16, 32), (32, 64))  # filters; the map is halved after each
BOTTLENECK = 8  # a convolution of this width that closes a block is 1 x 1, all others are 3 x 3


def build(
    *, size: tuple[int | None, int | None], channels: int = 3, n_classes: int, weights: str = "none", **head: Any
) -> keras.Model:
    """Build the network for pictures in 0..255.

    Every convolution, the last included, has a bias and a batch normalization: only so are there as many parameters as
    were published. The last one gives one map per class, whose average is the class's logit; the embedding is what
    goes into it, averaged over the map: 64 features.

    Args:
        size: (y, x) pixels; None takes any.
        channels: 1 or 3.
        n_classes: 2 gives one sigmoid unit, more give a softmax.
        weights: "none"; the published weights are not to be had.
        **head: `dropout`, a share in [0, 1).

    Raises:
        CheckpointError: weights were asked for, settings out of range.
    """
    import keras

    without_published_weights("lesion_cnn", weights)
    settings = checked(n_classes, **(SETTINGS | head))
    units, activation = class_units(n_classes)
    picture = picture_input(size, channels)
    x = keras.layers.Rescaling(1 / 255, name="unit_range")(picture)
    for number, widths in enumerate(BLOCKS, 1):
        for place, width in enumerate(widths, 1):
            kernel = 1 if width == BOTTLENECK and place == len(widths) else 3
            name = f"block_{number}_{place}"
            x = keras.layers.ReLU(name=f"{name}_relu")(_normalized(x, width, kernel, name))
        x = keras.layers.MaxPooling2D(name="embedding" if number == len(BLOCKS) else f"block_{number}_pool")(x)
        if settings["dropout"]:
            x = keras.layers.Dropout(settings["dropout"], name=f"block_{number}_dropout")(x)
    x = keras.layers.GlobalAveragePooling2D(name="logits")(_normalized(x, units, 1, "class_maps"))
    scores = keras.layers.Activation(activation, dtype="float32", name="scores")(x)
    return keras.Model(picture, scores, name="lesion_cnn")


def _normalized(x: Any, width: int, kernel: int, name: str) -> Any:
    import keras

    x = keras.layers.Conv2D(width, kernel, padding="same", name=f"{name}_conv")(x)
    return keras.layers.BatchNormalization(name=f"{name}_norm")(x)
