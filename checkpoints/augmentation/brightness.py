"""Brighter or darker by a constant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkpoints.augmentation.draws import per_picture

if TYPE_CHECKING:
    import tensorflow as tf

TITLE = "Brighter or darker"
STRENGTH = 0.1
UNIT = "share of the range 0..255, most that is added or taken away"
LIMITS = (0.0, 1.0)


def change(images: tf.Tensor, seed: tf.Tensor, strength: float) -> tf.Tensor:
    """See `checkpoints.augmentation.contract.Look`."""
    import tensorflow as tf

    return tf.clip_by_value(images + 255 * strength * per_picture(seed, images, -1.0), 0.0, 255.0)
