"""What every layer of a model takes and gives while the model is called: the one way into models of any kind."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import keras

_TRACING = threading.RLock()  # a layer's call is exchanged while a model is traced, by one thread at a time


@dataclass(frozen=True)
class Event:
    """One layer at work.

    Attributes:
        point: where in the model: "block/conv" for a layer's output, "block/conv:linear" before its activation.
        layer: the layer itself.
        inputs: the tensor it took (None where it took several).
        output: the tensor it gave.
    """

    point: str
    layer: keras.Layer
    inputs: Any
    output: Any


@dataclass
class Watched:
    """What was seen during one call of a model, in the order in which it happened."""

    events: list[Event] = field(default_factory=list)

    def tensor(self, point: str) -> Any:
        """The tensor at a point: "dense" (its output), "dense:input" or "dense:linear" (before its activation).

        A layer that works several times counts with its last time.
        """
        if point.endswith(":input"):
            return self._last(point.removesuffix(":input")).inputs
        event = self._last(point)
        return event.inputs if point.endswith(":linear") else event.output

    def _last(self, point: str) -> Event:
        return next(event for event in reversed(self.events) if event.point == point)


def leaves(model: keras.Model, prefix: str = "") -> dict[str, keras.Layer]:
    """All layers of a model that are not models themselves, nested models opened: path -> layer."""
    import keras

    found: dict[str, keras.Layer] = {}
    for layer in model.layers:
        path = prefix + layer.name
        if isinstance(layer, keras.Model):
            found |= leaves(layer, path + "/")
            continue
        while path in found:
            path += "'"
        found[path] = layer
    return found


@contextmanager
def watch(model: keras.Model, *, replace: Mapping[str, Any] | None = None) -> Iterator[Watched]:
    """Watch a model while this thread calls it; other threads that call it meanwhile are not disturbed.

    Args:
        model: any built Keras model: functional, Sequential, nested or subclassed.
        replace: path of a layer -> tensor that takes the place of its output, or a function that makes it from what
            the layer takes.
    """
    watched, replace = Watched(), replace or {}
    with _TRACING:
        undo: list[tuple[dict, str, Any]] = []
        try:
            for path, layer in leaves(model).items():
                activation = layer.__dict__.get("activation")
                if callable(activation):
                    _exchange(layer, "activation", _watching(watched, layer, f"{path}:linear", activation), undo)
                call = _replaced(layer.call, replace[path]) if path in replace else layer.call
                _exchange(layer, "call", _watching(watched, layer, path, call, layer.call), undo)
            yield watched
        finally:
            for attributes, name, before in reversed(undo):
                if before is None:
                    del attributes[name]
                else:
                    attributes[name] = before


def _exchange(layer: keras.Layer, name: str, function: Callable, undo: list) -> None:
    attributes = layer.__dict__  # past Keras' own bookkeeping of attributes
    undo.append((attributes, name, attributes.get(name)))
    attributes[name] = function


def _replaced(call: Callable, tensor: Any) -> Callable:
    def give(*args: Any, **kwargs: Any) -> Any:
        call(*args, **kwargs)  # for what it does besides; the graph drops it where nothing needs it
        return tensor(args[0] if args else kwargs["inputs"]) if callable(tensor) else tensor

    return give


def _watching(
    watched: Watched, layer: keras.Layer, point: str, function: Callable, elsewhere: Callable | None = None
) -> Callable:
    owner = threading.get_ident()

    def call(*args: Any, **kwargs: Any) -> Any:
        if threading.get_ident() != owner:
            return (elsewhere or function)(*args, **kwargs)
        output = function(*args, **kwargs)
        inputs = args[0] if args and hasattr(args[0], "shape") else None
        watched.events.append(Event(point, layer, inputs, output))
        return output

    return call
