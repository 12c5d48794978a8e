"""Two networks as beginners' tutorials have them, published as failures on lesions: a contrast to the others."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from checkpoints.contract import CheckpointError, Variant
from checkpoints.frame import framed, without_published_weights

if TYPE_CHECKING:
    import keras


def build(
    name: str,
    layers: Callable[[Any], Any],
    *,
    size: tuple[int | None, int | None],
    channels: int = 3,
    n_classes: int,
    weights: str = "none",
    **head: Any,
) -> keras.Model:
    """Build one of the two networks for pictures in 0..255; their embedding is the whole last map, flattened.

    Args:
        name: the model's name.
        layers: `two_convolutions` or `two_pooled_convolutions`.
        size: (y, x) pixels.
        channels: 1 or 3.
        n_classes: 2 gives one sigmoid unit, more give a softmax.
        weights: "none"; there are no published weights.
        **head: see `checkpoints.frame.framed`.

    Raises:
        CheckpointError: no size, or weights were asked for.
    """
    import keras

    without_published_weights(name, weights)
    if None in size:
        raise CheckpointError(f"{name} has a weight for every pixel: say its size, for example --size 32.")

    def features(x: Any) -> Any:
        x = layers(keras.layers.Rescaling(1 / 255, name="unit_range")(x))
        return keras.layers.Flatten(name="embedding")(x)

    return framed(name, features, size=size, channels=channels, n_classes=n_classes, **head)


def two_convolutions(x: Any) -> Any:
    """Conv 64, conv 32."""
    import keras

    x = keras.layers.Conv2D(64, 3, activation="relu", name="conv_1")(x)
    return keras.layers.Conv2D(32, 3, activation="relu", name="conv_2")(x)


def two_pooled_convolutions(x: Any) -> Any:
    """Conv 75, pool, dropout, conv 125, pool, dropout."""
    import keras

    for number, width in enumerate((75, 125), 1):
        x = keras.layers.Conv2D(width, 3, padding="same", activation="relu", name=f"conv_{number}")(x)
        x = keras.layers.MaxPooling2D(name=f"pool_{number}")(x)
        x = keras.layers.Dropout(0.15, name=f"dropout_{number}")(x)
    return x


def _variant(name: str, title: str, layers: Callable[[Any], Any], parameters: int) -> Variant:
    return Variant(title, SETTINGS={}, SMALLEST=8, SIZE=32, PARAMETERS=parameters, build=partial(build, name, layers))


VARIANTS = {
    "barebone_cnn_1": _variant(
        "barebone_cnn_1", "Barebone CNN 1: two convolutions, flattened", two_convolutions, 195_879
    ),
    "barebone_cnn_2": _variant(
        "barebone_cnn_2", "Barebone CNN 2: two convolutions with pooling, flattened", two_pooled_convolutions, 142_607
    ),
}
