"""In which layer a weights file and a model differ, in words and shapes."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from checkpoints.keras_errors import in_short

if TYPE_CHECKING:
    import keras

_SHAPE = r"(\([\d, ]*\))"
_OTHER_SHAPE = re.compile(rf"<\w+ name=([^,>]+).*?variable\.shape={_SHAPE}, Received: value\.shape={_SHAPE}")
_OTHER_SHAPE_HDF5 = re.compile(rf"\(named ([^)]+)\).*?expects shape {_SHAPE}.*?with shape {_SHAPE}")
_OTHER_NUMBER = re.compile(r"Layer '([^']+)' expected (\d+) variables, but received (\d+) variables")


def mismatch(model: keras.Model, path: Path, error: Exception) -> str:
    """One sentence on where Keras found that a file does not fit.

    Args:
        model: the model that the weights were meant for.
        path: the file.
        error: what Keras raised; its own words are given back where they name no layer.
    """
    words = " ".join(str(error).split())
    if found := _OTHER_SHAPE.search(words) or _OTHER_SHAPE_HDF5.search(words):
        return f"the layer {found[1]} has weights of shape {found[2]}, the file has {found[3]} there."
    if found := _OTHER_NUMBER.search(words):
        return f"the layer {found[1]} has {found[2]} arrays of weights, the file has {found[3]} there."
    return _other_layers(model, path) or in_short(error)


def _other_layers(model: keras.Model, path: Path) -> str | None:
    """The first layer with weights that differs from a Keras HDF5 file's, which lists its layers in order."""
    import h5py

    try:
        with h5py.File(path, "r") as file:
            group = file.get("model_weights", file)
            names = [_text(name) for name in group.attrs.get("layer_names", [])]
            shapes = {name: _shapes(group[name]) for name in names}
    except (OSError, KeyError):
        return None
    ours = [
        _described(layer.name, [tuple(weight.shape) for weight in layer.weights])
        for layer in model.layers
        if layer.weights
    ]
    theirs = [_described(name, found) for name, found in shapes.items() if found]
    if not theirs:
        return None
    place = next((i for i, (mine, yours) in enumerate(zip(ours, theirs, strict=False)) if mine != yours), None)
    if place is None:
        place = min(len(ours), len(theirs))
    mine, yours = (these[place] if place < len(these) else "nothing more" for these in (ours, theirs))
    return f"layer {place + 1} of those with weights is {mine} in the model, {yours} in the file."


def _shapes(group) -> list[tuple[int, ...]]:
    return [tuple(group[_text(name)].shape) for name in group.attrs["weight_names"]]


def _described(name: str, shapes: list[tuple[int, ...]]) -> str:
    return f"{name} {' '.join(map(str, shapes))}"


def _text(name: str | bytes) -> str:
    return name.decode() if isinstance(name, bytes) else str(name)
