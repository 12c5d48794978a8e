"""Left and right exchanged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkpoints.augmentation.affine import matrix
from checkpoints.augmentation.draws import happens

if TYPE_CHECKING:
    import tensorflow as tf

TITLE = "Left and right exchanged"
STRENGTH = 0.5
UNIT = "share of pictures that are mirrored"
LIMITS = (0.0, 1.0)


def affine(seed: tf.Tensor, n: tf.Tensor | int, size: tuple[int, int], strength: float) -> tf.Tensor:
    """See `checkpoints.augmentation.contract.Geometry`."""
    import tensorflow as tf

    sign = tf.where(happens(seed, (n,), strength), -1.0, 1.0)
    return matrix(n, rows=((sign, 0, 0), (0, 1, 0)))
