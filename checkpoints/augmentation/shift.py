"""Moved sideways, up and down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkpoints.augmentation.affine import matrix
from checkpoints.augmentation.draws import uniform

if TYPE_CHECKING:
    import tensorflow as tf

TITLE = "Moved sideways, up and down"
STRENGTH = 0.1
UNIT = "share of the side, farthest move of each axis either way"
LIMITS = (0.0, 0.5)


def affine(seed: tf.Tensor, n: tf.Tensor | int, size: tuple[int, int], strength: float) -> tf.Tensor:
    """See `checkpoints.augmentation.contract.Geometry`."""
    move = uniform(seed, (2, n), -1.0) * strength
    return matrix(n, rows=((1, 0, move[0] * size[1]), (0, 1, move[1] * size[0])))
