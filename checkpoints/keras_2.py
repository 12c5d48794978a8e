"""Keras 2's spelling of a model, brought to the one that Keras 3 reads."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from checkpoints.configuration import Configuration


def is_keras_2(configuration: Configuration) -> bool:
    """Whether a model was saved by Keras 2 in a spelling that Keras 3 does not read any more."""
    return "module" not in configuration or configuration != modernized(configuration)


def modernized(value: Any) -> Any:
    """A configuration in Keras 3's spelling; one that Keras 3 wrote stays as it is.

    Depthwise convolutions lose `groups`, a normalization's axis [3] becomes 3, and the calls of a Sequential inside
    another model count from 0 (Keras 2 counted its own construction as the first).
    """
    if isinstance(value, list):
        return [modernized(item) for item in value]
    if not isinstance(value, dict):
        return value
    value = {key: modernized(item) for key, item in value.items()}
    inner = value.get("config")
    if not isinstance(inner, dict):
        return value
    if value.get("class_name") == "DepthwiseConv2D":
        inner.pop("groups", None)
    if value.get("class_name") == "BatchNormalization" and isinstance(inner.get("axis"), list):
        inner["axis"] = inner["axis"][0]
    if isinstance(inner.get("layers"), list):
        _count_calls_from_zero(inner)
    return value


def _count_calls_from_zero(graph: dict) -> None:
    nested = {
        layer.get("name", layer["config"].get("name"))
        for layer in graph["layers"]
        if isinstance(layer, dict) and layer.get("class_name") == "Sequential"
    }
    wiring = [graph.get("output_layers"), *(x.get("inbound_nodes") for x in graph["layers"] if isinstance(x, dict))]
    references = [reference for reference in _references(wiring) if reference[0] in nested]
    first = {name: min(r[1] for r in references if r[0] == name) for name, *_ in references}
    for reference in references:
        reference[1] -= first[reference[0]]


def _references(value: Any) -> Iterator[list]:
    """Every [layer, call, output, ...] in a model's wiring."""
    if isinstance(value, dict):
        value = list(value.values())
    if not isinstance(value, list):
        return
    if len(value) >= 3 and isinstance(value[0], str) and isinstance(value[1], int):
        yield value
        return
    for item in value:
        yield from _references(item)
