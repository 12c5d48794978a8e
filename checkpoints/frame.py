"""What every registry model has around its own layers: a picture in 0..255, pooling, a head."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from checkpoints.contract import CheckpointError

if TYPE_CHECKING:
    import keras

DEFAULTS: dict[str, Any] = {"dropout": 0.0}  # settings that every registry model takes


def framed(
    name: str,
    features: Callable[[Any], Any],
    *,
    size: tuple[int | None, int | None],
    channels: int,
    n_classes: int,
    **head: Any,
) -> keras.Model:
    """Build picture -> `features` -> average over the picture -> dropout -> classes.

    Args:
        name: the model's name.
        features: turns the picture tensor (b, y, x, channels), 0..255, into maps (b, h, w, f).
        size: (y, x) pixels; None takes any.
        channels: 1 or 3.
        n_classes: 2 gives one sigmoid unit, more give a softmax.
        **head: `dropout`, a share in [0, 1).

    Raises:
        CheckpointError: settings out of range.
    """
    import keras

    settings = DEFAULTS | head
    if n_classes < 2:
        raise CheckpointError(f"A classifier tells at least two classes apart. Found: {n_classes}.")
    if not 0 <= settings["dropout"] < 1:
        raise CheckpointError(f"--dropout is a share from 0 to below 1. Found: {settings['dropout']}.")
    picture = keras.Input((*size, channels), name="picture")
    x = keras.layers.GlobalAveragePooling2D(name="embedding")(features(picture))
    if settings["dropout"]:
        x = keras.layers.Dropout(settings["dropout"], name="dropout")(x)
    units, activation = (1, "sigmoid") if n_classes == 2 else (n_classes, "softmax")
    scores = keras.layers.Dense(units, activation=activation, dtype="float32", name="scores")(x)
    return keras.Model(picture, scores, name=name)
