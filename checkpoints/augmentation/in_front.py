"""The model that is trained: a network with augmentation in front of its pictures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from checkpoints.augmentation.contract import Transform
from checkpoints.contract import CheckpointError

if TYPE_CHECKING:
    import keras


def augmented(network: keras.Model, transforms: Sequence[Transform], seed: int) -> keras.Model:
    """Put augmentation in front of a network; weights are shared, so training this trains the network.

    The network itself stays plain: save it, not this.

    Args:
        network: takes pictures (b, y, x, ch) in 0..255, alone or with other inputs such as metadata.
        transforms: see `checkpoints.augmentation.words.parse`; none gives the network itself.
        seed: of all random changes; any whole number.

    Returns:
        A model of the same inputs and outputs, active only while training.

    Raises:
        CheckpointError: the network takes no pictures.
    """
    import keras

    if not transforms:
        return network
    from checkpoints.augmentation.layer import Augment

    pictures = [tensor for tensor in network.inputs if len(tensor.shape) == 4]
    if len(pictures) != 1:
        raise CheckpointError(
            f"--augment changes the one picture that a network takes. {network.name} takes {len(pictures)}."
        )
    inputs = [keras.Input(batch_shape=tensor.shape, dtype=tensor.dtype, name=tensor.name) for tensor in network.inputs]
    layer = Augment([str(one) for one in transforms], seed)
    changed = [
        layer(mine) if theirs is pictures[0] else mine for mine, theirs in zip(inputs, network.inputs, strict=True)
    ]
    alone = len(inputs) == 1
    return keras.Model(
        inputs[0] if alone else inputs, network(changed[0] if alone else changed), name=f"augmented_{network.name}"
    )
