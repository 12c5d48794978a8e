"""Where a model keeps what Epochscope looks at: its input, its embedding, its last map and its head."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from checkpoints.contract import CheckpointError
from checkpoints.heads import kind_of_head
from checkpoints.watching import Event, Watched, watch

if TYPE_CHECKING:
    import keras

_PICTURES = 6  # random pictures that the head is judged by
_LISTED = 12  # layer names in a message


@dataclass(frozen=True)
class Anatomy:
    """What was found in a model.

    Attributes:
        input_size: (y, x) pixels.
        channels: 1 or 3.
        n_classes: c; 2 for a head of one unit.
        head: "softmax", "sigmoid" (one unit) or "logits": what the model gives.
        head_layer: the layer that turns the embedding into one number per class.
        logits_point: where the logits are seen, None where the outputs are the logits or nothing is seen.
        embedding_layer: the layer whose output is the embedding ("head:input" where no layer gives it).
        n_features: d, features of the embedding; one with a height and width is averaged over them.
        map_layer: the last layer with a map (h, w, features) before the head; None if there is none.
        rescales: whether the model scales its pixels by itself.
    """

    input_size: tuple[int, int]
    channels: int
    n_classes: int
    head: str
    head_layer: str
    logits_point: str | None
    embedding_layer: str
    n_features: int
    map_layer: str | None
    rescales: bool


def examine(
    model: keras.Model,
    *,
    embedding_layer: str | None = None,
    map_layer: str | None = None,
    input_size: tuple[int, int] | None = None,
) -> Anatomy:
    """Find input, head, embedding and map of an image classifier, nested models included.

    Args:
        model: any built Keras model with one picture as input and one row of class outputs.
        embedding_layer: the layer whose output is the embedding, if not the head's input. A path ("base/avg_pool")
            or a name that is unique.
        map_layer: the layer whose output is the map, if not the last one.
        input_size: (y, x), needed for models that take any size.

    Raises:
        CheckpointError: not such a model, or no layer of that name (the candidates are listed).
    """
    size, channels = _input(model, input_size)
    watched, output, values = _trial(model, (*size, channels))
    layers = [event for event in watched.events if not event.point.endswith(":linear")]
    head = _head(layers, model.name)
    units = values[0].shape[1]
    if head.output.shape[-1] != units and embedding_layer is None:
        raise CheckpointError(
            f"The last layer with weights, {head.point}, has {head.output.shape[-1]} outputs, the model {units}: it "
            "is not the classification head. Say which layer gives the embedding with --embedding-layer."
        )
    kind, point = kind_of_head(values[0], list(zip(_points(watched, output, units), values[1:], strict=True)))
    before = layers[: layers.index(head)]
    embedding, tensor = _embedding(layers, head, embedding_layer)
    return Anatomy(
        input_size=size,
        channels=channels,
        n_classes=max(2, units),
        head=kind,
        head_layer=head.point,
        logits_point=point,
        embedding_layer=embedding,
        n_features=_features(embedding, tensor),
        map_layer=_map(before, layers, map_layer),
        rescales=_rescales(model, before, head),
    )


def check_classes(anatomy: Anatomy, classes: Sequence[str]) -> None:
    """Raise CheckpointError unless the model tells as many classes apart as the data have."""
    if anatomy.n_classes != len(classes):
        listed = ", ".join(classes[:8]) + (", …" if len(classes) > 8 else "")
        raise CheckpointError(
            f"The model has {anatomy.n_classes} classes, the data {len(classes)} ({listed}). Give the data the model "
            "was trained on, or say which classes its outputs stand for, in their order, with --classes."
        )


def _input(model: keras.Model, given: tuple[int, int] | None) -> tuple[tuple[int, int], int]:
    shapes = _input_shapes(model)
    if len(shapes) != 1 or len(shapes[0]) != 4:
        found = ", ".join(str(shape) for shape in shapes) or "none (the model was never built)"
        raise CheckpointError(f"A model with one picture (y, x, channels) as input is wanted. Found inputs: {found}.")
    _, y, x, channels = shapes[0]
    if channels not in (1, 3):
        raise CheckpointError(
            f"The model's input {shapes[0]} has {channels} channels. Pictures have 1 or 3, as the last axis."
        )
    if given is not None and any(mine not in (None, wanted) for mine, wanted in zip((y, x), given, strict=True)):
        raise CheckpointError(f"The model takes pictures of {y} x {x} pixels, not {given[0]} x {given[1]}.")
    if given is None and (y is None or x is None):
        raise CheckpointError("The model takes pictures of any size. Say which size it was trained on with --size.")
    return given or (int(y), int(x)), int(channels)


def _input_shapes(model: keras.Model) -> list[tuple]:
    inputs = getattr(model, "inputs", None)
    if inputs:
        return [tuple(tensor.shape) for tensor in inputs]
    built = (model.get_build_config() or {}).get("input_shape")
    return [tuple(built)] if built else []


def _trial(model: keras.Model, shape: tuple[int, int, int]) -> tuple[Watched, Any, list[np.ndarray]]:
    """Call the model on random pictures: what its layers did, its output, and the output's and candidates' values."""
    import tensorflow as tf

    seen: list = []

    def call(images: Any) -> list:
        with watch(model) as watched:
            output = model(images, training=False)
        if not hasattr(output, "shape") or len(output.shape) != 2 or output.shape[1] is None:
            found = getattr(output, "shape", type(output).__name__)
            raise CheckpointError(f"A model with one row of class outputs (n, classes) is wanted. Found: {found}.")
        seen[:] = [watched, output]
        return [output, *_points(watched, output, output.shape[1]).values()]

    noise = np.random.default_rng(0).random((_PICTURES, *shape), np.float32)
    noise *= np.geomspace(0.1, 255, _PICTURES, dtype=np.float32).reshape(-1, 1, 1, 1)
    function = tf.function(call, autograph=False, input_signature=[tf.TensorSpec((None, *shape), tf.float32)])
    values = [np.asarray(value, np.float64) for value in function(noise)]
    return seen[0], seen[1], values


def _points(watched: Watched, output: Any, units: int) -> dict[str, Any]:
    """Everything that could be the logits, the last first: rows of as many numbers as the output, not itself."""
    found: dict[str, Any] = {}
    for event in reversed(watched.events):
        after = {} if event.point.endswith(":linear") else {event.point: event.output}
        taken = event.point if event.point.endswith(":linear") else f"{event.point}:input"
        for point, tensor in (after | {taken: event.inputs}).items():
            fits = tensor is not None and getattr(tensor, "shape", None) is not None and tensor.shape.rank == 2
            if fits and tensor.shape[1] == units and tensor is not output and point not in found:
                found[point] = tensor
    return found


def _head(layers: list[Event], name: str) -> Event:
    for event in reversed(layers):
        if getattr(event.layer, "kernel", None) is not None:
            return event
    raise CheckpointError(f"The model {name!r} has no dense or convolutional layer, so it has no classification head.")


def _embedding(layers: list[Event], head: Event, wanted: str | None) -> tuple[str, Any]:
    if wanted is not None:
        event = _named(layers, wanted, "--embedding-layer", lowest_rank=2)
        return event.point, event.output
    giver = next((event for event in layers if event.output is head.inputs), None)
    return (giver.point if giver else f"{head.point}:input"), head.inputs


def _features(point: str, tensor: Any) -> int:
    if tensor is None or tensor.shape.rank < 2 or tensor.shape[-1] is None:
        raise CheckpointError(f"The embedding {point} is no row of features. Choose another with --embedding-layer.")
    return int(tensor.shape[-1])


def _map(before: list[Event], layers: list[Event], wanted: str | None) -> str | None:
    if wanted is not None:
        return _named(layers, wanted, "--map-layer", lowest_rank=4).point
    learned = next(
        (i for i, event in enumerate(before) if getattr(event.layer, "kernel", None) is not None), len(before)
    )
    maps = [event for event in before[learned:] if _is_map(event.output)]
    if not maps:
        return None
    return next(event.point for event in maps if event.output is maps[-1].output)


def _is_map(tensor: Any) -> bool:
    shape = getattr(tensor, "shape", None)
    return shape is not None and shape.rank == 4 and None not in shape[1:] and shape[1] * shape[2] > 1


def _named(layers: list[Event], wanted: str, option: str, *, lowest_rank: int) -> Event:
    """The layer of a path or unique name, or an error with the names that would do."""
    usable = [e for e in layers if getattr(e.output, "shape", None) is not None and e.output.shape.rank >= lowest_rank]
    found = [event for event in usable if event.point == wanted] or [
        event for event in usable if event.point.rsplit("/", 1)[-1] == wanted
    ]
    if len({event.point for event in found}) == 1:
        return found[-1]
    names = list(dict.fromkeys(event.point for event in (found or usable)))[-_LISTED:]
    problem = "names several layers" if found else "names no layer with such an output"
    raise CheckpointError(f"{option} {wanted!r} {problem}. Choose one of: {', '.join(names)}.")


def _rescales(model: keras.Model, before: list[Event], head: Event) -> bool:
    import keras

    scaling = (keras.layers.Rescaling, keras.layers.Normalization)
    for event in [*before, head]:
        if isinstance(event.layer, scaling):
            return True
        if getattr(event.layer, "kernel", None) is not None:
            return _scales_by_arithmetic(model)
    return False


def _scales_by_arithmetic(model: keras.Model) -> bool:
    """Whether a functional model begins with x / 127.5 - 1 or the like, written out (`preprocess_input`)."""
    import keras

    for operation in getattr(model, "operations", []):
        if isinstance(operation, keras.Model) and _scales_by_arithmetic(operation):
            return True
        if getattr(operation, "kernel", None) is not None or isinstance(operation, keras.Model):
            return False
        if type(operation).__name__ in {"TrueDivide", "Divide", "Multiply"} and not isinstance(operation, keras.Layer):
            return True
    return False
