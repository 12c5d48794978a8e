"""Flatter or harder: the distance of every pixel from its picture's mean colour, shrunk or stretched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkpoints.augmentation.draws import per_picture

if TYPE_CHECKING:
    import tensorflow as tf

TITLE = "Flatter or harder"
STRENGTH = 0.2
UNIT = "share, contrast from 1 - share to 1 + share times as high"
LIMITS = (0.0, 1.0)


def change(images: tf.Tensor, seed: tf.Tensor, strength: float) -> tf.Tensor:
    """See `checkpoints.augmentation.contract.Look`."""
    import tensorflow as tf

    factor = 1 + strength * per_picture(seed, images, -1.0)
    mean = tf.reduce_mean(images, (1, 2), keepdims=True)
    return tf.clip_by_value(mean + factor * (images - mean), 0.0, 255.0)
