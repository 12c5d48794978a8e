"""Where a model keeps what Epochscope looks at: its input, its embedding, its last map and its head."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from checkpoints.contract import CheckpointError
from checkpoints.heads import kind_of_head
from checkpoints.landmarks import count_features, find_embedding, find_head, find_map, scales_pixels
from checkpoints.watching import Watched, watch

if TYPE_CHECKING:
    import keras

_PICTURES = 6  # random pictures that the head is judged by


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
        n_metadata: m, numbers of a second input beside the picture; 0 where there is none.
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
    n_metadata: int = 0


def examine(
    model: keras.Model,
    *,
    embedding_layer: str | None = None,
    map_layer: str | None = None,
    input_size: tuple[int, int] | None = None,
) -> Anatomy:
    """Find input, head, embedding and map of an image classifier, nested models included.

    Args:
        model: any built Keras model with one picture as input, or a picture and then a row of metadata, and one row of
            class outputs.
        embedding_layer: the layer whose output is the embedding, if not the head's input. A path ("base/avg_pool")
            or a name that is unique.
        map_layer: the layer whose output is the map, if not the last one.
        input_size: (y, x), needed for models that take any size.

    Raises:
        CheckpointError: not such a model, or no layer of that name (the candidates are listed).
    """
    size, channels, n_metadata = _input(model, input_size)
    watched, output, values = _trial(model, (*size, channels), n_metadata)
    layers = [event for event in watched.events if not event.point.endswith(":linear")]
    head = find_head(layers, model.name)
    units = values[0].shape[1]
    if head.output.shape[-1] != units and embedding_layer is None:
        raise CheckpointError(
            f"The last layer with weights, {head.point}, has {head.output.shape[-1]} outputs, the model {units}: it "
            "is not the classification head. Say which layer gives the embedding with --embedding-layer."
        )
    kind, point = kind_of_head(values[0], list(zip(_points(watched, output, units), values[1:], strict=True)))
    before = layers[: layers.index(head)]
    embedding, tensor = find_embedding(layers, head, embedding_layer)
    return Anatomy(
        input_size=size,
        channels=channels,
        n_classes=max(2, units),
        head=kind,
        head_layer=head.point,
        logits_point=point,
        embedding_layer=embedding,
        n_features=count_features(embedding, tensor),
        map_layer=find_map(before, layers, map_layer),
        rescales=scales_pixels(model, before, head),
        n_metadata=n_metadata,
    )


def check_classes(anatomy: Anatomy, classes: Sequence[str]) -> None:
    """Raise CheckpointError unless the model tells as many classes apart as the data have."""
    if anatomy.n_classes != len(classes):
        listed = ", ".join(classes[:8]) + (", …" if len(classes) > 8 else "")
        raise CheckpointError(
            f"The model has {anatomy.n_classes} classes, the data {len(classes)} ({listed}). Give the data the model "
            "was trained on, or say which classes its outputs stand for, in their order, with --classes."
        )


def _input(model: keras.Model, given: tuple[int, int] | None) -> tuple[tuple[int, int], int, int]:
    """The picture's size and channels, and how many numbers a second input takes."""
    shapes = _input_shapes(model)
    if [len(shape) for shape in shapes] not in ([4], [4, 2]) or (len(shapes) == 2 and shapes[1][1] is None):
        found = ", ".join(str(shape) for shape in shapes) or "none (the model was never built)"
        raise CheckpointError(
            "A model with one picture (y, x, channels) as input is wanted, or with a picture and then a row of "
            f"metadata. Found inputs: {found}."
        )
    _, y, x, channels = shapes[0]
    if channels not in (1, 3):
        raise CheckpointError(
            f"The model's input {shapes[0]} has {channels} channels. Pictures have 1 or 3, as the last axis."
        )
    if given is not None and any(mine not in (None, wanted) for mine, wanted in zip((y, x), given, strict=True)):
        raise CheckpointError(f"The model takes pictures of {y} x {x} pixels, not {given[0]} x {given[1]}.")
    if given is None and (y is None or x is None):
        raise CheckpointError("The model takes pictures of any size. Say which size it was trained on with --size.")
    return given or (int(y), int(x)), int(channels), int(shapes[1][1]) if len(shapes) == 2 else 0


def _input_shapes(model: keras.Model) -> list[tuple]:
    inputs = getattr(model, "inputs", None)
    if inputs:
        return [tuple(tensor.shape) for tensor in inputs]
    built = (model.get_build_config() or {}).get("input_shape")
    return [tuple(built)] if built else []


def _trial(model: keras.Model, shape: tuple[int, int, int], n_metadata: int) -> tuple[Watched, Any, list[np.ndarray]]:
    """Call the model on random inputs: what its layers did, its output, and the output's and candidates' values."""
    import tensorflow as tf

    seen: list = []

    def call(*inputs: Any) -> list:
        with watch(model) as watched:
            output = model(list(inputs) if n_metadata else inputs[0], training=False)
        if not hasattr(output, "shape") or len(output.shape) != 2 or output.shape[1] is None:
            found = getattr(output, "shape", type(output).__name__)
            raise CheckpointError(f"A model with one row of class outputs (n, classes) is wanted. Found: {found}.")
        seen[:] = [watched, output]
        return [output, *_points(watched, output, output.shape[1]).values()]

    random = np.random.default_rng(0)
    noise = random.random((_PICTURES, *shape), np.float32)
    noise *= np.geomspace(0.1, 255, _PICTURES, dtype=np.float32).reshape(-1, 1, 1, 1)
    trial = [noise, *([random.standard_normal((_PICTURES, n_metadata), np.float32)] if n_metadata else [])]
    signature = [tf.TensorSpec((None, *values.shape[1:]), tf.float32) for values in trial]
    function = tf.function(call, autograph=False, input_signature=signature)
    values = [np.asarray(value, np.float64) for value in function(*trial)]
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
