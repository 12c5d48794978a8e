"""Any epoch's checkpoint as a Keras model, whoever wrote it and whatever Keras version."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from checkpoints.configuration import Configuration, parse_configuration, read_configuration
from checkpoints.contract import CheckpointError
from checkpoints.files import local_copy
from checkpoints.keras_2 import is_keras_2, modernized
from checkpoints.keras_errors import KERAS_ERRORS, explained, older_keras
from checkpoints.naming import format_of
from checkpoints.series import Architecture, Checkpoint
from checkpoints.weights import count_outputs, load_weights
from data.locations import exists, read_bytes

if TYPE_CHECKING:
    import keras

_ADVICE = "Build the model from Keras' own layers and save it again with model.save."


def load_model(checkpoint: Checkpoint | str, *, architecture: Architecture | None = None) -> keras.Model:
    """Load one epoch, uncompiled, without ever running code that a file brings along.

    Args:
        checkpoint: an epoch of a series, or the path or URL of a file: `.keras`, `.h5`/`.hdf5` (of Keras 2 as well),
            `.weights.h5`, or the `.index` file of a TensorFlow checkpoint.
        architecture: for files that hold weights alone: path or URL of the model's JSON, the name of a registry
            model, or {"model": name, "n_classes": ..., "size": ..., ...}. Default: what the series found.

    Raises:
        CheckpointError: the file is truncated, no model, needs code of its own, or does not fit the architecture.
    """
    if isinstance(checkpoint, str):
        checkpoint = Checkpoint(-1, checkpoint)
    architecture = checkpoint.architecture if architecture is None else architecture
    with local_copy(checkpoint.location) as path:
        if format_of(path.name) == "model":
            configuration = read_configuration(path)
            if configuration is not None:
                return _whole_model(path, configuration, checkpoint.location)
        if isinstance(architecture, str) and not _is_file(architecture) and (units := count_outputs(path)):
            architecture = {"model": architecture, "n_classes": max(2, units)}
        model = build(architecture, checkpoint.location)
        load_weights(model, path, checkpoint.location)
        return model


def build(architecture: Architecture | None, location: str) -> keras.Model:
    """Build the model that weights belong to.

    Args:
        architecture: see `load_model`.
        location: the file that holds the weights, for the message.

    Raises:
        CheckpointError: no architecture is known, or it cannot be built.
    """
    if architecture is None:
        raise CheckpointError(
            f"{location} holds weights without a model. Put the model's JSON (model.to_json()) beside it as "
            "model.json, or say which model it is with --model."
        )
    if isinstance(architecture, str) and _is_file(architecture):
        if not exists(architecture):
            raise CheckpointError(f"There is no model description {architecture}. Write one with model.to_json().")
        configuration = parse_configuration(read_bytes(architecture), architecture)
        return _from_configuration(configuration, architecture)
    from checkpoints.registry import build as build_registered

    settings = {"model": architecture} if isinstance(architecture, str) else dict(architecture)
    if ":" in str(settings.get("model")):  # a training.json from elsewhere must not choose code that runs here
        raise CheckpointError(
            f"{location} holds weights alone, and {settings['model']!r} is code, which reading never runs. Put the "
            "model's JSON (model.to_json()) beside it as model.json."
        )
    return build_registered(settings)


def _is_file(architecture: str) -> bool:
    return architecture.endswith(".json") or "/" in architecture


def _whole_model(path: Path, configuration: Configuration, location: str) -> keras.Model:
    import keras

    if is_keras_2(configuration):
        model = _from_configuration(configuration, location)
        load_weights(model, path, location)
        return model
    try:
        with older_keras():
            return keras.models.load_model(path, compile=False, safe_mode=True)
    except KERAS_ERRORS as error:
        raise CheckpointError(f"{explained(location, error)} {_ADVICE}") from error


def _from_configuration(configuration: Configuration, location: str) -> keras.Model:
    """Build a model from JSON of Keras 2 or 3; Keras 2 names classes without saying where they are."""
    import keras

    classes = {name: found for name, found in vars(keras.layers).items() if isinstance(found, type)}
    models = {"Sequential": keras.Sequential, "Functional": keras.Model, "Model": keras.Model}
    new = {key: value for key, value in modernized(configuration).items() if key != "compile_config"}
    try:
        return keras.models.model_from_json(json.dumps(new), custom_objects=classes | models)
    except KERAS_ERRORS as error:
        raise CheckpointError(f"{explained(location, error)} {_ADVICE}") from error
