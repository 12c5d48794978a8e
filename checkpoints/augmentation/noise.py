"""Gaussian noise, independent in every pixel and channel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkpoints.augmentation.draws import fold, normal, per_picture

if TYPE_CHECKING:
    import tensorflow as tf

TITLE = "Gaussian noise"
STRENGTH = 8.0
UNIT = "grey levels of 255, greatest standard deviation"
LIMITS = (0.0, 128.0)


def change(images: tf.Tensor, seed: tf.Tensor, strength: float) -> tf.Tensor:
    """See `checkpoints.augmentation.contract.Look`."""
    import tensorflow as tf

    grain = normal(fold(seed, 1), tf.shape(images))
    return tf.clip_by_value(images + strength * per_picture(seed, images) * grain, 0.0, 255.0)
