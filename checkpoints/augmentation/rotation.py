"""Turned by any angle about the centre."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from checkpoints.augmentation.affine import matrix
from checkpoints.augmentation.draws import uniform

if TYPE_CHECKING:
    import tensorflow as tf

TITLE = "Turned about the centre, corners filled by reflection"
STRENGTH = 180.0
UNIT = "degrees, largest turn either way"
LIMITS = (0.0, 180.0)


def affine(seed: tf.Tensor, n: tf.Tensor | int, size: tuple[int, int], strength: float) -> tf.Tensor:
    """See `checkpoints.augmentation.contract.Geometry`."""
    import tensorflow as tf

    angle = uniform(seed, (n,), -1.0) * math.radians(strength)
    cosine, sine = tf.cos(angle), tf.sin(angle)
    return matrix(n, rows=((cosine, -sine, 0), (sine, cosine, 0)))
