"""The microscope's round field: darkness beyond a circle, a soft edge, and a little shade inside of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkpoints.augmentation.draws import fold, happens, uniform

if TYPE_CHECKING:
    import tensorflow as tf

TITLE = "The microscope's dark round border"
STRENGTH = 0.5
UNIT = "share of pictures that get the border"
LIMITS = (0.0, 1.0)

RADIUS = (0.94, 1.25)  # of the circle; here and below in halves of the longer side
OFFSET = 0.07  # of the circle's centre, farthest along each axis
EDGE = (0.04, 0.16)  # width of the soft edge
SHADE = (0.0, 0.35)  # light lost at the edge, least and most
REACH = 0.4  # how far inside the edge the shade begins
DARK = 16.0  # grey levels, the brightest the outside gets


def change(images: tf.Tensor, seed: tf.Tensor, strength: float) -> tf.Tensor:
    """See `checkpoints.augmentation.contract.Look`; the middle of the picture is left alone."""
    import tensorflow as tf

    height, width = (int(side) for side in images.shape[1:3])
    half = max(height, width) / 2
    n = tf.shape(images)[0]
    drawn = [value[:, None, None, None] for value in tf.unstack(uniform(fold(seed, 1), (6, n)))]
    y = ((tf.range(height, dtype=tf.float32) + 0.5 - height / 2) / half)[None, :, None, None]
    x = ((tf.range(width, dtype=tf.float32) + 0.5 - width / 2) / half)[None, None, :, None]
    distance = tf.sqrt(tf.square(x - OFFSET * (2 * drawn[0] - 1)) + tf.square(y - OFFSET * (2 * drawn[1] - 1)))
    radius, edge = _between(RADIUS, drawn[2]), _between(EDGE, drawn[3])
    shade = 1 - _between(SHADE, drawn[4]) * _step((distance - radius + REACH) / REACH)
    outside = _step((distance - radius + edge) / edge)
    framed = images * shade * (1 - outside) + tf.minimum(DARK * drawn[5], images) * outside
    return tf.where(happens(fold(seed, 2), (n, 1, 1, 1), strength), framed, images)


def _between(ends: tuple[float, float], share: tf.Tensor) -> tf.Tensor:
    return ends[0] + (ends[1] - ends[0]) * share


def _step(value: tf.Tensor) -> tf.Tensor:
    """Smooth from 0 at 0 to 1 at 1."""
    import tensorflow as tf

    value = tf.clip_by_value(value, 0.0, 1.0)
    return value * value * (3 - 2 * value)
