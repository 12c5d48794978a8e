"""Gaussian blur, as of a lens out of focus."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from checkpoints.augmentation.draws import per_picture

if TYPE_CHECKING:
    import tensorflow as tf

TITLE = "Gaussian blur"
STRENGTH = 1.0
UNIT = "pixels of the model's input, greatest standard deviation"
LIMITS = (0.0, 5.0)

REACH = 3  # standard deviations of the kernel that are kept
_SHARP = 0.01  # pixels: a kernel this narrow is one pixel, and nothing is divided by 0


def change(images: tf.Tensor, seed: tf.Tensor, strength: float) -> tf.Tensor:
    """See `checkpoints.augmentation.contract.Look`; beyond an edge lies the picture's mirror image."""
    import tensorflow as tf

    sigma = tf.maximum(strength * per_picture(seed, images), _SHARP)
    radius = min(math.ceil(REACH * strength), *images.shape[1:3])
    weights = [tf.exp(-0.5 * tf.square(step / sigma)) for step in range(radius + 1)]
    total = weights[0] + 2 * sum(weights[1:], start=tf.zeros_like(sigma))
    for axis in (1, 2):
        images = _along(images, axis, [weight / total for weight in weights])
    return images


def _along(images: tf.Tensor, axis: int, weights: list[tf.Tensor]) -> tf.Tensor:
    """Weighted sum of neighbours along one axis; `weights[k]` (b, 1, 1, 1) holds for both k pixels away."""
    import tensorflow as tf

    length, radius = int(images.shape[axis]), len(weights) - 1
    padding = [[radius, radius] if number == axis else [0, 0] for number in range(4)]
    padded = tf.pad(images, padding, mode="SYMMETRIC")

    def moved(step: int) -> tf.Tensor:
        rows = slice(radius + step, radius + step + length)
        return padded[:, rows] if axis == 1 else padded[:, :, rows]

    result = weights[0] * images
    for step in range(1, radius + 1):
        result += weights[step] * (moved(-step) + moved(step))
    return result
