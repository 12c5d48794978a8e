"""A part of the picture, cut at random and brought back to the full size."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkpoints.augmentation.affine import matrix
from checkpoints.augmentation.draws import fold, uniform

if TYPE_CHECKING:
    import tensorflow as tf

TITLE = "A part cut out anywhere and enlarged to the full size"
STRENGTH = 0.2
UNIT = "share of the side, most that is cut off"
LIMITS = (0.0, 0.9)


def affine(seed: tf.Tensor, n: tf.Tensor | int, size: tuple[int, int], strength: float) -> tf.Tensor:
    """See `checkpoints.augmentation.contract.Geometry`; the part never reaches beyond the picture."""
    cut = uniform(seed, (n,)) * strength
    place = uniform(fold(seed, 1), (2, n), -0.5, 0.5) * cut
    return matrix(n, rows=((1 - cut, 0, place[0] * size[1]), (0, 1 - cut, place[1] * size[0])))
