"""Weights without a model: Keras' `.weights.h5`, Keras 2's `.h5` and TensorFlow checkpoints put into a built model."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from checkpoints.configuration import first_difference
from checkpoints.contract import CheckpointError
from checkpoints.keras_errors import KERAS_ERRORS, older_keras
from checkpoints.weights_mismatch import mismatch

if TYPE_CHECKING:
    import keras

_UNTOUCHED = -12345  # put into every weight before a file is read, because Keras may skip some without an error
_SAME_MODEL = "Give the weights of the same architecture, with the same settings."
_VALUE = "/.ATTRIBUTES/VARIABLE_VALUE"
_KERAS_2_LAYER = "layer_with_weights-"


def load_weights(model: keras.Model, path: Path, location: str) -> None:
    """Put a file's weights into a model of the same architecture.

    Args:
        model: a built model; its weights are replaced.
        path: a local `.keras`, HDF5 or `.index` file.
        location: what the user calls the file, for the message.

    Raises:
        CheckpointError: the file's weights do not fit the model, which holds neither the old nor the new then.
    """
    import keras

    if path.suffix == ".index":
        _load_tensorflow(model, path.with_suffix(""), location)
        return
    for weight in model.weights:
        weight.assign(np.full(weight.shape, _UNTOUCHED))
    try:
        with older_keras():
            model.load_weights(os.fspath(path))
    except KERAS_ERRORS as error:
        raise CheckpointError(
            f"{location} does not fit the model {model.name!r}: {mismatch(model, path, error)} {_SAME_MODEL}"
        ) from error
    left = [weight.path for weight in model.weights if (keras.ops.convert_to_numpy(weight) == _UNTOUCHED).all()]
    if left:
        raise CheckpointError(
            f"{location} does not fit the model {model.name!r}: it holds nothing for {left[0]}"
            + (f" and {len(left) - 1} more" if len(left) > 1 else "")
            + f". {_SAME_MODEL}"
        )


def count_outputs(path: Path) -> int | None:
    """The units of the head that a registry model's `.weights.h5` file was saved with; None if it has no such head."""
    import h5py

    if not path.name.endswith(".weights.h5"):
        return None
    try:
        with h5py.File(path, "r") as file:
            bias = file.get("layers/dense/vars/1")  # the only dense layer of a registry model is its head
            return int(bias.shape[0]) if isinstance(bias, h5py.Dataset) else None
    except OSError:
        return None


def exchange_weights(model: keras.Model, other: keras.Model, location: str) -> None:
    """Give a model the weights of another epoch of it.

    Raises:
        CheckpointError: the other differs in anything that changes what is computed; the first such layer is named.
    """
    try:
        differs = first_difference(json.loads(model.to_json()), json.loads(other.to_json()))
    except NotImplementedError:  # subclassed models cannot say, their weights are compared alone
        differs = None
    if differs is not None:
        raise CheckpointError(
            f"{location} is another model, it differs from the layer {differs} on. One folder holds the epochs "
            "of one model; move the others away."
        )
    assign_weights(model, other, location)


def assign_weights(model: keras.Model, other: keras.Model, location: str) -> None:
    """Give a model the weights of another of the same architecture.

    Raises:
        CheckpointError: naming the first layer that differs; the model keeps its weights then.
    """
    ours, theirs = model.weights, other.weights
    for mine, yours in zip(ours, theirs, strict=False):
        if mine.shape != yours.shape or mine.name != yours.name:
            raise CheckpointError(
                f"{location} is another model: {yours.path} has shape {tuple(yours.shape)} where {mine.path} has "
                f"{tuple(mine.shape)}. One folder holds the epochs of one model; move the others away."
            )
    if len(ours) != len(theirs):
        raise CheckpointError(
            f"{location} is another model: it has {len(theirs)} weight arrays, not {len(ours)}. "
            "One folder holds the epochs of one model; move the others away."
        )
    for mine, yours in zip(ours, theirs, strict=True):
        mine.assign(yours)


def _load_tensorflow(model: keras.Model, prefix: Path, location: str) -> None:
    import tensorflow as tf

    try:
        reader = tf.train.load_checkpoint(os.fspath(prefix))
        keys = [key for key in reader.get_variable_to_shape_map() if key.endswith(_VALUE)]
        if any(key.startswith(_KERAS_2_LAYER) for key in keys):
            values = {key.removesuffix(_VALUE): reader.get_tensor(key) for key in keys}
            _assign_keras_2(model, values, location)
            return
        root = keys[0].split("/")[0] if keys and not keys[0].startswith("_") else None
        saved = tf.train.Checkpoint(model) if root is None else tf.train.Checkpoint(**{root: model})
        saved.read(os.fspath(prefix)).expect_partial().assert_existing_objects_matched()
    except (tf.errors.OpError, AssertionError, ValueError, RuntimeError) as error:
        if isinstance(error, CheckpointError):
            raise
        reason = str(error).split("\n")[0][:200]
        raise CheckpointError(
            f"{location} does not fit the model {model.name!r}: {reason} Give the model it was trained with."
        ) from error


def _assign_keras_2(model: keras.Model, values: dict[str, np.ndarray], location: str) -> None:
    """Keras 2 numbers the layers that have weights, in order, and nests the numbering for nested models."""
    found = dict(_keras_2_weights(model, ""))
    wanted = {key for key in values if key.startswith(_KERAS_2_LAYER) and "/.OPTIMIZER_SLOT/" not in key}
    if missing := sorted(set(found) ^ wanted):
        raise CheckpointError(
            f"{location} does not fit the model {model.name!r}: {len(wanted)} weights in the file, {len(found)} in "
            f"the model, first difference {missing[0]}. Give the model it was trained with."
        )
    for key, weight in found.items():
        if tuple(weight.shape) != values[key].shape:
            raise CheckpointError(
                f"{location} does not fit the model {model.name!r}: {weight.path} has shape {tuple(weight.shape)}, "
                f"the file has {values[key].shape}. Give the model it was trained with."
            )
    for key, weight in found.items():
        weight.assign(values[key])


def _keras_2_weights(model: keras.Model, prefix: str) -> list[tuple[str, keras.Variable]]:
    import keras

    found = []
    for number, layer in enumerate(layer for layer in model.layers if layer.weights):
        path = f"{prefix}{_KERAS_2_LAYER}{number}/"
        if isinstance(layer, keras.Model):
            found += _keras_2_weights(layer, path)
            continue
        depthwise = isinstance(layer, keras.layers.DepthwiseConv2D)
        names = {"kernel": "depthwise_kernel"} if depthwise else {}
        found += [(path + names.get(weight.name, weight.name), weight) for weight in layer.weights]
    return found
