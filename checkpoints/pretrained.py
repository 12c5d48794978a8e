"""The networks of keras.applications on top of our own input, with weights from nowhere, ImageNet or a file."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from checkpoints.contract import CheckpointError
from checkpoints.files import local_copy
from checkpoints.keras_errors import KERAS_ERRORS, in_short
from checkpoints.weights import load_weights

if TYPE_CHECKING:
    import keras


def application(constructor: Callable[..., keras.Model], x: Any, weights: str, **settings: Any) -> keras.Model:
    """Build a network without its top on a picture tensor, so that its layers become the outer model's own.

    Args:
        constructor: a function of `keras.applications`.
        x: (b, y, x, channels) tensor in the range the network expects.
        weights: "none", "imagenet", or the path or URL of a weights file.
        **settings: passed on to the constructor.

    Raises:
        CheckpointError: weights that cannot be had or belong to another network.
    """
    named = "imagenet" if weights == "imagenet" else None
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", message="`input_shape` is undefined or non-square")  # takes those for 224
            network = constructor(include_top=False, weights=named, input_tensor=x, **settings)
    except Exception as error:  # keras.utils.get_file raises Exception itself when it is offline
        if not isinstance(error, KERAS_ERRORS) and "URL fetch failure" not in str(error):
            raise
        advice = "Offline, give the weights as a file: --weights PATH." if named else "Choose other settings."
        raise CheckpointError(f"{constructor.__name__} cannot be built: {in_short(error)} {advice}") from error
    if weights not in ("none", "imagenet"):
        with local_copy(weights) as path:
            load_weights(network, path, weights)
    return network
