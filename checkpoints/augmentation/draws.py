"""Random numbers that are a pure function of a seed, the same on CPU, GPU and TPU, compiled or not."""

from __future__ import annotations

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
    """Even between two numbers, the upper one left out.

    Args:
        seed: (2,) int32.
        shape: ints, or scalar tensors.

    Returns:
        `shape` float32.
    """
    import tensorflow as tf

    return tf.random.stateless_uniform(shape, seed, low, high, alg=GENERATOR)


def normal(seed: tf.Tensor, shape: Sequence[Any]) -> tf.Tensor:
    """Normal with mean 0 and standard deviation 1; see `uniform`."""
    import tensorflow as tf

    return tf.random.stateless_normal(shape, seed, alg=GENERATOR)


def happens(seed: tf.Tensor, shape: Sequence[Any], share: float) -> tf.Tensor:
    """`shape` bool, true in that share of cases; see `uniform`."""
    return uniform(seed, shape) < share


def per_picture(seed: tf.Tensor, images: tf.Tensor, low: float = 0.0, high: float = 1.0) -> tf.Tensor:
    """One even draw for each of (b, y, x, ch) pictures: (b, 1, 1, 1) float32; see `uniform`."""
    import tensorflow as tf

    return uniform(seed, (tf.shape(images)[0], 1, 1, 1), low, high)
