"""A network as a file that loads anywhere: no optimizer, no augmentation, float32, whole or not there at all."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from data.locations import join, write_atomically

if TYPE_CHECKING:
    import keras

CHECKPOINTS = "epoch_{epoch:03d}.keras"  # counted as ModelCheckpoint does: 000 is before training

_MIXED = ("mixed_bfloat16", "mixed_float16")


def save_network(network: keras.Model, folder: str, epoch: int) -> None:
    """Write `epoch_NNN.keras`; a reader, or a kill at any instant, sees all of it or nothing.

    Args:
        network: a model that was never compiled.
        folder: path or URL.
        epoch: 0 is before training.
    """
    with tempfile.TemporaryDirectory(prefix="epochscope-") as place:
        path = Path(place) / "network.keras"
        in_float32(network).save(path)
        write_atomically(join(folder, CHECKPOINTS.format(epoch=epoch)), path.read_bytes())


def in_float32(network: keras.Model) -> keras.Model:
    """The same network computing in float32, so that it can be analysed where half precision is slow or unknown."""
    import keras

    text = network.to_json()
    if not any(f'"{policy}"' in text for policy in _MIXED):
        return network
    for policy in _MIXED:
        text = text.replace(f'"{policy}"', '"float32"')
    twin = keras.models.model_from_json(text)
    twin.set_weights(network.get_weights())
    return twin
