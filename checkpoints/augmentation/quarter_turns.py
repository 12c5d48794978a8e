"""Turns by 90, 180 or 270 degrees, which move every pixel of a square picture onto a pixel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkpoints.augmentation.affine import matrix
from checkpoints.augmentation.draws import uniform

if TYPE_CHECKING:
    import tensorflow as tf

TITLE = "Turned by 90, 180 or 270 degrees"
STRENGTH = 0.75
UNIT = "share of pictures that are turned, each of the three turns alike"
LIMITS = (0.0, 1.0)


def affine(seed: tf.Tensor, n: tf.Tensor | int, size: tuple[int, int], strength: float) -> tf.Tensor:
    """See `checkpoints.augmentation.contract.Geometry`; a long picture on its side is cut and mirrored to fit."""
    import tensorflow as tf

    drawn = uniform(seed, (n,))  # below the strength: turned, by which of three thirds it lies in
    turns = tf.where(drawn < strength, 1 + tf.minimum(tf.floor(3 * drawn / strength), 2.0), 0.0)
    cosine = tf.where(turns == 0, 1.0, 0.0) - tf.where(turns == 2, 1.0, 0.0)
    sine = tf.where(turns == 1, 1.0, 0.0) - tf.where(turns == 3, 1.0, 0.0)
    return matrix(n, rows=((cosine, -sine, 0), (sine, cosine, 0)))
