"""Freeze, then unfreeze: the head learns on features that stay as they are, then everything learns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from weakref import WeakSet

from checkpoints.contract import CheckpointError
from checkpoints.landmarks import has_kernel
from checkpoints.watching import leaves

if TYPE_CHECKING:
    import keras

METADATA = "metadata"  # how the layers of a metadata branch are called; it has nothing pretrained to protect

_FROZEN: WeakSet[Any] = WeakSet()  # layers that were frozen here; what the user froze stays frozen


def freeze(network: keras.Model, frozen: bool) -> None:
    """Keep everything before the head as it is, a metadata branch excepted, or let all of it learn again.

    The head begins with the last layer that has a kernel. Frozen batch normalizations work as in inference: their
    statistics neither move nor are replaced by those of the batch. Compile the model afterwards.

    Raises:
        CheckpointError: the model has no layer with a kernel.
    """
    layers = leaves(network)
    kernels = [number for number, layer in enumerate(layers.values()) if has_kernel(layer)]
    if not kernels:
        raise CheckpointError(f"The model {network.name!r} has no dense or convolutional layer: nothing to train.")
    for number, (path, layer) in enumerate(layers.items()):
        feature = number < kernels[-1] and not path.startswith(METADATA)
        if frozen and feature and layer.trainable:
            layer.trainable = False
            _FROZEN.add(layer)
        elif not frozen and layer in _FROZEN:
            layer.trainable = True
            _FROZEN.discard(layer)
