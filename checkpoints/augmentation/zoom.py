"""Nearer or farther, height and width alike."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from checkpoints.augmentation.affine import matrix
from checkpoints.augmentation.draws import uniform

if TYPE_CHECKING:
    import tensorflow as tf

TITLE = "Nearer or farther"
STRENGTH = 0.15
UNIT = "share, from 1 / (1 + share) to 1 + share times as large"
LIMITS = (0.0, 1.0)


def affine(seed: tf.Tensor, n: tf.Tensor | int, size: tuple[int, int], strength: float) -> tf.Tensor:
    """See `checkpoints.augmentation.contract.Geometry`; even in the logarithm, so that near and far weigh alike."""
    import tensorflow as tf

    factor = tf.exp(uniform(seed, (n,), -1.0) * math.log1p(strength))
    return matrix(n, rows=((factor, 0, 0), (0, factor, 0)))
