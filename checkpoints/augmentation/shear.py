"""Slanted along both axes."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from checkpoints.augmentation.affine import matrix
from checkpoints.augmentation.draws import uniform

if TYPE_CHECKING:
    import tensorflow as tf

TITLE = "Slanted along both axes"
STRENGTH = 10.0
UNIT = "degrees, largest slant of each axis either way"
LIMITS = (0.0, 45.0)


def affine(seed: tf.Tensor, n: tf.Tensor | int, size: tuple[int, int], strength: float) -> tf.Tensor:
    """See `checkpoints.augmentation.contract.Geometry`."""
    import tensorflow as tf

    slant = tf.tan(uniform(seed, (2, n), -1.0) * math.radians(strength))
    return matrix(n, rows=((1, slant[0], 0), (slant[1], 1, 0)))
