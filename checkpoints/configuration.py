"""A saved model's configuration as plain JSON: read without building anything, checked before Keras sees it."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

from checkpoints.contract import CheckpointError

Configuration = dict[str, Any]

_NOT_COMPARED = {
    "name",
    "trainable",
    "dtype",
    "build_config",
    "module",
    "registered_name",
    "input_layers",
    "output_layers",
}


def read_configuration(path: Path) -> Configuration | None:
    """The configuration inside a `.keras` or HDF5 file; None where a file holds weights without a model.

    Raises:
        CheckpointError: the file is truncated or no Keras file at all.
    """
    text = _from_zip(path) if path.suffix == ".keras" else _from_hdf5(path)
    return None if text is None else parse_configuration(text, path.name)


def parse_configuration(text: str | bytes, name: str) -> Configuration:
    """Parse a model's JSON and refuse it if it carries program code.

    Raises:
        CheckpointError: it is no model, or it holds a Lambda layer with Python bytecode.
    """
    try:
        configuration = json.loads(text)
    except ValueError as error:
        raise CheckpointError(
            f"{name} does not describe a Keras model: {error}. Save it again with model.save."
        ) from error
    if not isinstance(configuration, dict) or "class_name" not in configuration:
        raise CheckpointError(f"{name} does not describe a Keras model. Save it again with model.save.")
    if _carries_code(configuration):
        raise CheckpointError(
            f"{name} holds a Lambda layer, which is Python bytecode that would run on loading. It was not loaded. "
            "Replace the Lambda by a built-in layer such as Rescaling, and save the model again."
        )
    return configuration


def first_difference(one: Configuration, other: Configuration) -> str | None:
    """The name of the first layer (in `other`) in which two models differ; None if they are one architecture.

    Names, data types and what is trainable do not count: they change between epochs or sessions of one model.
    """
    ours, theirs = _leaves(one), _leaves(other)
    for (_, mine), (name, yours) in zip(ours, theirs, strict=False):
        if mine != yours:
            return name
    if len(ours) == len(theirs):
        return None
    return f"{len(theirs)} layers, not {len(ours)}"


def _leaves(configuration: Configuration) -> list[tuple[str, str]]:
    """(name, everything that matters as text) of every layer, nested models opened."""
    inner = configuration.get("config", {})
    layers = inner.get("layers") if isinstance(inner, dict) else None
    if layers:
        return [leaf for layer in layers for leaf in _leaves(layer)]
    settings = {key: value for key, value in inner.items() if key not in _NOT_COMPARED and "seed" not in key}
    text = json.dumps([configuration.get("class_name"), settings], sort_keys=True)
    return [(str(inner.get("name", configuration.get("class_name"))), text)]


def _carries_code(value: Any) -> bool:
    if isinstance(value, list):
        return any(_carries_code(item) for item in value)
    if not isinstance(value, dict):
        return False
    inner = value.get("config")
    if value.get("class_name") == "__lambda__":
        return True
    if value.get("class_name") == "Lambda" and isinstance(inner, dict):
        kinds = [inner.get(key) for key in ("function_type", "output_shape_type", "mask_type", "arguments_type")]
        if "lambda" in kinds or isinstance(inner.get("function"), list):
            return True
    return any(_carries_code(item) for item in value.values())


def _from_zip(path: Path) -> bytes:
    try:
        with zipfile.ZipFile(path) as archive:
            return archive.read("config.json")
    except (zipfile.BadZipFile, KeyError, OSError) as error:
        raise CheckpointError(
            f"{path.name} is truncated or not a Keras model. Delete it, or wait if it is still being written."
        ) from error


def _from_hdf5(path: Path) -> str | bytes | None:
    import h5py

    try:
        with h5py.File(path, "r") as file:
            return file.attrs.get("model_config")
    except OSError as error:
        raise CheckpointError(
            f"{path.name} is truncated or not an HDF5 file. Delete it, or wait if it is still being written."
        ) from error
