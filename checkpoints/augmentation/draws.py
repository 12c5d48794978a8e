"""Random numbers that are a pure function of a seed, the same on CPU, GPU and TPU, compiled or not."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import tensorflow as tf

_STRIDE = 0x1E3779B1  # odd, so that 2**32 numbers give 2**32 seeds
GENERATOR = "philox"  # left to itself, TensorFlow takes another generator on another device


def fold(seed: tf.Tensor, number: Any) -> tf.Tensor:
    """A seed of its own for every number: the generator scrambles seeds, so that they differ is enough.

    Args:
        seed: (2,) int32.
        number: an int, or a scalar int32 tensor.
    """
    import tensorflow as tf

    return seed + tf.stack([_STRIDE * tf.cast(number, tf.int32), 0])


def uniform(seed: tf.Tensor, shape: Sequence[Any], low: float = 0.0, high: float = 1.0) -> tf.Tensor:
    """Even between two numbers, in steps of 1 / 2**24 of what lies between.

    Args:
        seed: (2,) int32.
        shape: ints, or scalar tensors.

    Returns:
        `shape` float32.
    """
    import tensorflow as tf

    share = tf.cast(tf.bitwise.bitwise_and(_bits(seed, shape), 2**24 - 1), tf.float32) / 2**24
    return low + (high - low) * share


def normal(seed: tf.Tensor, shape: Sequence[Any]) -> tf.Tensor:
    """Normal with mean 0 and standard deviation 1, at most 4.9 away from 0; see `uniform`.

    Source: Box and Muller 1958, doi 10.1214/aoms/1177706645, with 16 bits each for radius and angle.
    """
    import tensorflow as tf

    bits = _bits(seed, shape)
    low = tf.cast(tf.bitwise.bitwise_and(bits, 2**16 - 1), tf.float32)
    high = tf.cast(tf.bitwise.bitwise_and(tf.bitwise.right_shift(bits, 16), 2**16 - 1), tf.float32)
    return tf.sqrt(-2 * tf.math.log((low + 0.5) / 2**16)) * tf.cos(2 * math.pi / 2**16 * high)


def happens(seed: tf.Tensor, shape: Sequence[Any], share: float) -> tf.Tensor:
    """`shape` bool, true in that share of cases; see `uniform`."""
    return uniform(seed, shape) < share


def per_picture(seed: tf.Tensor, images: tf.Tensor, low: float = 0.0, high: float = 1.0) -> tf.Tensor:
    """One even draw for each of (b, y, x, ch) pictures: (b, 1, 1, 1) float32; see `uniform`."""
    import tensorflow as tf

    return uniform(seed, (tf.shape(images)[0], 1, 1, 1), low, high)


def _bits(seed: tf.Tensor, shape: Sequence[Any]) -> tf.Tensor:
    """`shape` int32, all values alike.

    TensorFlow and XLA agree on these, but each makes its own floats of them: hence `uniform` and `normal` above.
    """
    import tensorflow as tf

    return tf.random.stateless_uniform(shape, seed, minval=None, maxval=None, dtype=tf.int32, alg=GENERATOR)
