"""Affine maps of pictures: built, joined, and applied in one bilinear resampling with mirrored edges."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import tensorflow as tf


def matrix(n: Any, *, rows: Sequence[Sequence[Any]]) -> tf.Tensor:
    """Stack maps from their entries.

    Args:
        n: pictures.
        rows: two rows of three entries, each a number or (n,) float32.

    Returns:
        (n, 3, 3) float32.
    """
    import tensorflow as tf

    entries = [tf.broadcast_to(tf.cast(entry, tf.float32), (n,)) for row in (*rows, (0.0, 0.0, 1.0)) for entry in row]
    return tf.reshape(tf.stack(entries, -1), (n, 3, 3))


def joined(maps: Sequence[tf.Tensor]) -> tf.Tensor:
    """The map that does the first, then the second, and so on.

    Written as sums of products because a matrix product is rounded to 8 or 10 bits on TPUs and some GPUs, which would
    move pixels by more than one.

    Args:
        maps: (n, 3, 3) float32 each, from result to source.
    """
    import tensorflow as tf

    return reduce(lambda first, then: tf.reduce_sum(first[:, :, :, None] * then[:, None, :, :], 2), maps)


def resample(images: tf.Tensor, maps: tf.Tensor) -> tf.Tensor:
    """Show of each picture what its map says, bilinear; beyond an edge lies the picture's mirror image.

    The mirror lies on the edge of the outermost pixel (d c b a | a b c d), as scipy.ndimage's mode "reflect".
    TensorFlow's own ImageProjectiveTransform cannot be compiled by XLA.

    Args:
        images: (b, y, x, ch) float32.
        maps: (b, 3, 3) float32, from result to source, in pixels from the centre.

    Returns:
        (b, y, x, ch) float32.
    """
    import tensorflow as tf

    height, width, channels = (int(axis) for axis in images.shape[1:])
    y = (tf.range(height, dtype=tf.float32) - (height - 1) / 2)[None, :, None]
    x = (tf.range(width, dtype=tf.float32) - (width - 1) / 2)[None, None, :]
    m = maps[:, :, :, None, None]
    left, right, to_right = _pixels(m[:, 0, 0] * x + m[:, 0, 1] * y + m[:, 0, 2], width)
    top, bottom, to_bottom = _pixels(m[:, 1, 0] * x + m[:, 1, 1] * y + m[:, 1, 2], height)
    flat = tf.reshape(images, (-1, height * width, channels))

    def row(at: tf.Tensor) -> tf.Tensor:
        first = tf.gather(flat, at * width + left, batch_dims=1)
        return first + to_right * (tf.gather(flat, at * width + right, batch_dims=1) - first)

    above = row(top)
    return above + to_bottom * (row(bottom) - above)


def _pixels(place: tf.Tensor, length: int) -> tuple[tf.Tensor, tf.Tensor, tf.Tensor]:
    """The two pixels beside a place (in pixels from the centre), int32, and how far it is to the second, in 0..1."""
    import tensorflow as tf

    place += length / 2
    place -= 2 * length * tf.floor(place / (2 * length))  # tf.math.floormod is not vectorised by XLA
    place = tf.minimum(place, 2 * length - place) - 0.5
    before = tf.floor(place)
    first = tf.cast(before, tf.int32)
    return tf.maximum(first, 0), tf.minimum(first + 1, length - 1), (place - before)[..., None]
