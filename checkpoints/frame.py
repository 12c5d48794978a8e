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
        features: turns the picture tensor (b, y, x, channels), 0..255, into maps (b, h, w, f), which are averaged, or
            into the embedding (b, f) itself.
        size: (y, x) pixels; None takes any.
        channels: 1 or 3.
        n_classes: 2 gives one sigmoid unit, more give a softmax.
        **head: `dropout`, a share in [0, 1).

    Raises:
        CheckpointError: settings out of range.
    """
    import keras

    settings = checked(n_classes, **head)
    picture = picture_input(size, channels)
    x = features(picture)
    if len(x.shape) == 4:
        x = keras.layers.GlobalAveragePooling2D(name="embedding")(x)
    if settings["dropout"]:
        x = keras.layers.Dropout(settings["dropout"], name="dropout")(x)
    return keras.Model(picture, class_scores(x, n_classes), name=name)


def picture_input(size: tuple[int | None, int | None], channels: int) -> Any:
    """The input of every registry model: (b, y, x, channels), 0..255."""
    import keras

    return keras.Input((*size, channels), name="picture")


def class_scores(embedding: Any, n_classes: int) -> Any:
    """The dense head on an embedding (b, f): one sigmoid unit for two classes, a softmax for more."""
    import keras

    units, activation = class_units(n_classes)
    return keras.layers.Dense(units, activation=activation, dtype="float32", name="scores")(embedding)


def class_units(n_classes: int) -> tuple[int, str]:
    """Units and activation of a head."""
    return (1, "sigmoid") if n_classes == 2 else (n_classes, "softmax")


def checked(n_classes: int, **head: Any) -> dict[str, Any]:
    """The settings of a head, defaults filled in.

    Raises:
        CheckpointError: one class, or settings out of range.
    """
    settings = DEFAULTS | head
    if n_classes < 2:
        raise CheckpointError(f"A classifier tells at least two classes apart. Found: {n_classes}.")
    if not 0 <= settings["dropout"] < 1:
        raise CheckpointError(f"--dropout is a share from 0 to below 1. Found: {settings['dropout']}.")
    return settings


def without_published_weights(name: str, weights: str) -> None:
    """Refuse weights for a model that has none to be had.

    Raises:
        CheckpointError: weights were asked for.
    """
    if weights != "none":
        raise CheckpointError(
            f"{name} has no published weights. Found: --weights {weights}. Leave it out; a checkpoint of an earlier "
            "training goes with --initial-weights."
        )
