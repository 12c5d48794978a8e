"""Which samples an epoch of training sees, in which order: a pure function of seed and epoch, computed in the graph.

Only stateless generators of one named algorithm are used, so that a run that is taken up again, on whatever device,
goes on exactly as the undisturbed one would.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import tensorflow as tf

_ALGORITHM = "philox"
_SAMPLES, _SECTIONS, _BLOCKS = range(3)  # streams of random numbers of one seed and epoch


def epoch_order(
    labels: np.ndarray, total: int, *, seed: int | None, balanced: bool = False
) -> Callable[[tf.Tensor], tf.Tensor]:
    """The order of any epoch.

    Args:
        labels: (n,) int class numbers of the samples to draw from.
        total: draws of an epoch.
        seed: None goes through the samples in their order, an epoch beginning where the one before ended.
        balanced: draw all classes that occur alike: every run of as many draws as there are classes has each once.
            Samples of a rare class come again and again, each as often as the others of its class to within one;
            of a frequent class an epoch sees a part. A seed of None counts as 0.

    Returns:
        A function from epoch () int64 to (total,) int64 positions in `labels`. Without `balanced` and with a seed, no
        sample comes twice while `total` is at most n.
    """
    n = len(labels)
    if balanced:
        members = [np.flatnonzero(labels == label) for label in np.unique(labels)]
        return lambda epoch: _balanced(members, total, key(seed or 0, epoch, _SAMPLES))
    if seed is None:
        return lambda epoch: (epoch * total + tf.range(total, dtype=tf.int64)) % n
    return lambda epoch: _passes(n, total, key(seed, epoch, _SAMPLES))


def section_order(sections: int, seed: int, epoch: tf.Tensor, part: tf.Tensor) -> tuple[tf.Tensor, tf.Tensor]:
    """The order in which a part of an epoch reads sections of shards, and where it begins in each.

    Returns:
        (sections,) int64 permutation; (sections,) float64 in [0, 1), a share of the length.
    """
    start = _folded(key(seed, epoch, _SECTIONS), part)
    begin = tf.random.stateless_uniform((sections,), _folded(start, 1), dtype=tf.float64, alg=_ALGORITHM)
    return _shuffled((sections,), start), begin


def block_order(size: tf.Tensor, seed: int, epoch: tf.Tensor, block: tf.Tensor) -> tf.Tensor:
    """The order within one block of records: (size,) int64."""
    return _shuffled((size,), _folded(key(seed, epoch, _BLOCKS), block))


def key(seed: int, epoch: tf.Tensor, purpose: int) -> tf.Tensor:
    """The (2,) int64 key of the generator for one purpose in one epoch."""
    return _folded(tf.stack([tf.constant(seed, tf.int64), tf.cast(epoch, tf.int64)]), purpose)


def _folded(start: tf.Tensor, number: tf.Tensor | int) -> tf.Tensor:
    return tf.random.experimental.stateless_fold_in(start, tf.cast(number, tf.int64), alg=_ALGORITHM)


def _shuffled(shape: tuple, start: tf.Tensor) -> tf.Tensor:
    """Random permutations of the last axis."""
    noise = tf.random.stateless_uniform(shape, start, minval=None, maxval=None, dtype=tf.int32, alg=_ALGORITHM)
    return tf.cast(tf.argsort(noise, axis=-1, stable=True), tf.int64)


def _passes(n: int, total: int, start: tf.Tensor) -> tf.Tensor:
    """`total` draws from n: every sample once before any comes again."""
    return tf.reshape(_shuffled((-(-total // n), n), start), (-1,))[:total]


def _balanced(members: list[np.ndarray], total: int, start: tf.Tensor) -> tf.Tensor:
    rounds = -(-total // len(members))
    columns = []
    for number, positions in enumerate(members):
        drawn = _passes(len(positions), rounds, _folded(start, number))
        columns.append(tf.gather(tf.constant(positions, tf.int64), drawn))
    order = _shuffled((rounds, len(members)), _folded(start, len(members)))
    mixed = tf.gather(tf.stack(columns, axis=1), order, batch_dims=1)
    return tf.reshape(mixed, (-1,))[:total]
