"""Hairs across the picture: dark, bent, tapering strokes that lie roughly alike, thin ones and thick ones.

A quadratic curve is a parabola, v = bend * u^2 in the frame (u along, v across) of its own apex. The distance of a
pixel from it is, to first order, |v - bend * u^2| / |gradient| (Taubin 1991, IEEE PAMI 13(11)), which is close to exact
for strokes as thin and as slightly bent as these.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from checkpoints.augmentation.draws import fold, happens, normal, per_picture, uniform

if TYPE_CHECKING:
    import tensorflow as tf

TITLE = "Hairs drawn across the picture"
STRENGTH = 0.5
UNIT = "share of pictures that get hairs"
LIMITS = (0.0, 1.0)

FEWEST, MOST = 2, 12  # hairs
BLACK, BROWN = (20.0, 14.0, 12.0), (96.0, 66.0, 48.0)  # a picture's hairs have one colour between the two
GREY = (0.299, 0.587, 0.114)  # ITU-R BT.601
THIN, THICK = 0.002, 0.0075  # half the thickness, shares of the side
SPREAD = 0.5  # radians, standard deviation around the picture's own direction
BEND = 0.45  # standard deviation of the bend, times 1 / side


def change(images: tf.Tensor, seed: tf.Tensor, strength: float) -> tf.Tensor:
    """See `checkpoints.augmentation.contract.Look`; pictures are darkened where hairs lie, never brightened."""
    import tensorflow as tf

    height, width, channels = (int(axis) for axis in images.shape[1:])
    n = tf.shape(images)[0]
    counts = _counts(seed, n, strength)
    hairs = _hairs(seed, n, (height, width))
    y = (tf.range(height, dtype=tf.float32) + 0.5)[None, :, None]
    x = (tf.range(width, dtype=tf.float32) + 0.5)[None, None, :]

    def one_more(number: tf.Tensor, bare: tf.Tensor) -> tuple[tf.Tensor, tf.Tensor]:
        """Hair after hair rather than all at once: as many turns as the hairiest picture of the batch needs."""
        hair = tf.gather(hairs, number, axis=2)[:, :, None, None]
        there = tf.cast(number < counts, tf.float32)[:, None, None]
        return number + 1, bare * (1 - there * _cover(x, y, hair))

    most = tf.reduce_max(counts)
    start = (tf.constant(0), tf.ones((n, height, width)))  # share of its own light that a pixel keeps
    _, bare = tf.while_loop(lambda number, bare: number < most, one_more, start)
    color = _color(per_picture(fold(seed, 1), images), channels)
    return images + (1 - bare[..., None]) * (tf.minimum(color, images) - images)


def _counts(seed: tf.Tensor, n: Any, strength: float) -> tf.Tensor:
    """Hairs of every picture, (n,) int32: none in most, few more often than many."""
    import tensorflow as tf

    many = FEWEST + (MOST - FEWEST + 1) * tf.square(uniform(fold(seed, 2), (n,)))
    return tf.where(happens(fold(seed, 3), (n,), strength), tf.cast(many, tf.int32), 0)


def _hairs(seed: tf.Tensor, n: Any, size: tuple[int, int]) -> tf.Tensor:
    """Place and shape of every hair, (9, n, `MOST`) float32, lengths in pixels, in the order that `_cover` reads."""
    import tensorflow as tf

    side = float(min(size))
    even = uniform(fold(seed, 4), (6, n, MOST))
    bell = normal(fold(seed, 5), (2, n, MOST))
    picture = uniform(fold(seed, 6), (2, n, 1))
    angle = math.pi * picture[0] + SPREAD * bell[0]
    half = THIN + (THICK - THIN) * tf.square(0.3 * picture[1] + 0.7 * even[2])
    reach = 0.25 + 0.6 * even[3]  # from the apex to either end
    soft = 0.5 + 0.35 * even[4]  # pixels: half the width of the edge; 0.5 is sharp
    opacity = 0.4 + 0.5 * even[5]
    place = (size[1] * even[0], size[0] * even[1], tf.cos(angle), tf.sin(angle))
    return tf.stack([*place, BEND / side * bell[1], side * half, side * reach, soft, opacity])


def _cover(x: tf.Tensor, y: tf.Tensor, hair: tf.Tensor) -> tf.Tensor:
    """How much of each pixel one hair hides, (b, y, x) in 0..1."""
    import tensorflow as tf

    left, top, cosine, sine, bend, half, reach, soft, opacity = tf.unstack(hair)
    u = cosine * (x - left) + sine * (y - top)
    v = cosine * (y - top) - sine * (x - left)
    slope = 2 * bend * u
    distance = tf.abs(v - 0.5 * slope * u) * tf.math.rsqrt(1 + tf.square(slope))
    half *= 1 - tf.square(tf.minimum(tf.abs(u) / reach, 1.0))
    within = tf.clip_by_value((half + soft - distance) / (2 * soft), 0.0, tf.minimum(half / soft, 1.0))
    return opacity * within


def _color(mix: tf.Tensor, channels: int) -> tf.Tensor:
    """mix: (b, 1, 1, 1) in 0..1 -> (b, 1, 1, channels) in 0..255."""
    import tensorflow as tf

    color = tf.constant(BLACK) + tf.square(mix) * (tf.constant(BROWN) - tf.constant(BLACK))
    return color if channels == 3 else tf.reduce_sum(color * tf.constant(GREY), -1, keepdims=True)
