"""Paler or more colourful, brightness value and hue kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkpoints.augmentation.draws import per_picture

if TYPE_CHECKING:
    import tensorflow as tf

TITLE = "Paler or more colourful; nothing on grey pictures"
STRENGTH = 0.2
UNIT = "share, saturation from 1 - share to 1 + share times as high"
LIMITS = (0.0, 1.0)


def change(images: tf.Tensor, seed: tf.Tensor, strength: float) -> tf.Tensor:
    """See `checkpoints.augmentation.contract.Look`; the saturation of HSV, at most full."""
    import tensorflow as tf

    if images.shape[-1] == 1:
        return images
    factor = 1 + strength * per_picture(seed, images, -1.0)
    value = tf.reduce_max(images, -1, keepdims=True)
    chroma = value - tf.reduce_min(images, -1, keepdims=True)
    most = tf.math.divide_no_nan(value, chroma)  # times as high is full saturation
    return value - tf.minimum(factor, most) * (value - images)
