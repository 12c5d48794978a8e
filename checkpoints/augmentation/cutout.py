"""A square hidden behind the picture's own mean colour.

Source: DeVries and Taylor 2017, arXiv:1708.04552; the square lies wholly inside, and is not black.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkpoints.augmentation.draws import fold, per_picture

if TYPE_CHECKING:
    import tensorflow as tf

TITLE = "A square hidden behind the mean colour"
STRENGTH = 0.3
UNIT = "share of the shorter side, greatest side of the square"
LIMITS = (0.0, 0.9)


def change(images: tf.Tensor, seed: tf.Tensor, strength: float) -> tf.Tensor:
    """See `checkpoints.augmentation.contract.Look`."""
    import tensorflow as tf

    height, width = (int(side) for side in images.shape[1:3])
    side = min(height, width) * strength * per_picture(seed, images)
    y = (tf.range(height, dtype=tf.float32) + 0.5)[None, :, None, None]
    x = (tf.range(width, dtype=tf.float32) + 0.5)[None, None, :, None]
    top = (height - side) * per_picture(fold(seed, 1), images)
    left = (width - side) * per_picture(fold(seed, 2), images)
    hidden = (y >= top) & (y < top + side) & (x >= left) & (x < left + side)
    return tf.where(hidden, tf.reduce_mean(images, (1, 2), keepdims=True), images)
