"""The landmarks of a model, found in the order its layers work: head, embedding, last map, scaling of pixels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from checkpoints.contract import CheckpointError
from checkpoints.watching import Event

if TYPE_CHECKING:
    import keras

_LISTED = 12  # layer names in a message


def has_kernel(layer: Any) -> bool:
    """Whether a layer is dense or convolutional: it learns from its input, which normalization does not."""
    return any(getattr(layer, name, None) is not None for name in ("kernel", "pointwise_kernel"))


def find_head(layers: list[Event], name: str) -> Event:
    """The last layer with a kernel: what turns the embedding into class outputs.

    Raises:
        CheckpointError: the model has none.
    """
    for event in reversed(layers):
        if has_kernel(event.layer):
            return event
    raise CheckpointError(f"The model {name!r} has no dense or convolutional layer, so it has no classification head.")


def find_embedding(layers: list[Event], head: Event, wanted: str | None) -> tuple[str, Any]:
    """The layer that gives the head its input (or the one the user wants), and the tensor.

    Raises:
        CheckpointError: the wanted layer is not there; the names that would do are listed.
    """
    if wanted is not None and wanted != f"{head.point}:input":
        event = _named(layers, wanted, "--embedding-layer", lowest_rank=2)
        return event.point, event.output
    giver = next((event for event in layers if event.output is head.inputs), None)
    return (giver.point if giver else f"{head.point}:input"), head.inputs


def count_features(point: str, tensor: Any) -> int:
    """The features d of an embedding, (n, d) or (n, ..., d).

    Raises:
        CheckpointError: it is no row of features.
    """
    if tensor is None or tensor.shape.rank < 2 or tensor.shape[-1] is None:
        raise CheckpointError(f"The embedding {point} is no row of features. Choose another with --embedding-layer.")
    return int(tensor.shape[-1])


def find_map(before: list[Event], layers: list[Event], wanted: str | None) -> str | None:
    """The last layer before the head whose output has a height and a width (or the one the user wants).

    Raises:
        CheckpointError: the wanted layer is not there; the names that would do are listed.
    """
    if wanted is not None:
        return _named(layers, wanted, "--map-layer", lowest_rank=4).point
    learned = next((i for i, event in enumerate(before) if has_kernel(event.layer)), len(before))
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


def scales_pixels(model: keras.Model, before: list[Event], head: Event) -> bool:
    """Whether the model brings pixels into its range by itself, before its first layer with a kernel."""
    import keras

    scaling = (keras.layers.Rescaling, keras.layers.Normalization)
    for event in [*before, head]:
        if isinstance(event.layer, scaling):
            return True
        if has_kernel(event.layer):
            return _scales_by_arithmetic(model)
    return False


def _scales_by_arithmetic(model: keras.Model) -> bool:
    """Whether a functional model begins with x / 127.5 - 1 or the like, written out (`preprocess_input`)."""
    import keras

    for operation in getattr(model, "operations", []):
        if isinstance(operation, keras.Model) and _scales_by_arithmetic(operation):
            return True
        if has_kernel(operation) or isinstance(operation, keras.Model):
            return False
        if type(operation).__name__ in {"TrueDivide", "Divide", "Multiply"} and not isinstance(operation, keras.Layer):
            return True
    return False
