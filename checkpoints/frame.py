"""What every registry model has around its own layers: a picture in 0..255, random changes to it, pooling, a head."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from checkpoints.contract import CheckpointError

if TYPE_CHECKING:
    import keras

DEFAULTS: dict[str, Any] = {"dropout": 0.0, "augment": ()}  # settings that every registry model takes
AUGMENTATIONS = {  # name -> what it does; only while training
    "mirror": "left and right exchanged at random",
    "flips": "left and right, top and bottom exchanged at random",
    "rotation": "turned by a random angle, corners filled by reflection",
}


def framed(
    name: str,
    features: Callable[[Any], Any],
    *,
    size: tuple[int | None, int | None],
    channels: int,
    n_classes: int,
    **head: Any,
) -> keras.Model:
    """Build picture -> random changes -> `features` -> average over the picture -> dropout -> classes.

    Args:
        name: the model's name.
        features: turns the picture tensor (b, y, x, channels), 0..255, into maps (b, h, w, f).
        size: (y, x) pixels; None takes any.
        channels: 1 or 3.
        n_classes: 2 gives one sigmoid unit, more give a softmax.
        **head: `dropout`, a share in [0, 1), and `augment`, names of `AUGMENTATIONS`.

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
    x = picture
    for layer in augmentation(settings["augment"]):
        x = layer(x)
    x = keras.layers.GlobalAveragePooling2D(name="embedding")(features(x))
    if settings["dropout"]:
        x = keras.layers.Dropout(settings["dropout"], name="dropout")(x)
    units, activation = (1, "sigmoid") if n_classes == 2 else (n_classes, "softmax")
    scores = keras.layers.Dense(units, activation=activation, dtype="float32", name="scores")(x)
    return keras.Model(picture, scores, name=name)


def augmentation(names: Sequence[str]) -> list[keras.Layer]:
    """The Keras layers of some augmentations, in the order given.

    Raises:
        CheckpointError: there is none of that name.
    """
    import keras

    layers = {
        "mirror": lambda: keras.layers.RandomFlip("horizontal", name="mirror"),
        "flips": lambda: keras.layers.RandomFlip("horizontal_and_vertical", name="flips"),
        "rotation": lambda: keras.layers.RandomRotation(0.5, fill_mode="reflect", name="rotation"),
    }
    unknown = [name for name in names if name not in layers]
    if unknown:
        raise CheckpointError(f"There is no augmentation {unknown[0]!r}. Choose from: {', '.join(AUGMENTATIONS)}.")
    return [layers[name]() for name in names]
