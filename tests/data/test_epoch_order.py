"""Orders of epochs: pure functions of seed and epoch, whole passes, classes drawn alike."""

from __future__ import annotations

import numpy as np
import pytest

pytestmark = pytest.mark.tensorflow

LABELS = np.array([0] * 60 + [1] * 5 + [3] * 12)


def order(epoch, total=70, seed=7, labels=LABELS, **options):
    import tensorflow as tf

    from data.epoch_order import epoch_order

    return epoch_order(labels, total, seed=seed, **options)(tf.constant(epoch, tf.int64)).numpy()


def test_a_function_of_seed_and_epoch():
    import tensorflow as tf

    orders = {(seed, epoch): tuple(order(epoch, seed=seed)) for seed in (7, 8) for epoch in (0, 1, 2)}
    assert len(set(orders.values())) == 6
    tf.random.set_seed(99)
    tf.random.uniform((3,))
    assert tuple(order(2)) == orders[7, 2]


def test_the_numbers_stay_the_same():
    """A change here is a change of every resumed run's order."""
    assert list(order(3, total=8, labels=np.zeros(8), seed=1)) == FIXED


FIXED = [7, 6, 0, 2, 4, 1, 5, 3]


def test_every_sample_once():
    assert sorted(order(4, total=len(LABELS))) == list(range(len(LABELS)))
    assert len(set(order(4, total=70))) == 70


def test_positions_and_epochs_are_unrelated():
    orders = np.array([order(epoch, total=77) for epoch in range(40)])
    assert abs(np.corrcoef(orders.mean(axis=0), np.arange(77))[0, 1]) < 0.4
    assert np.abs(np.corrcoef(orders) - np.eye(40)).max() < 0.6


def test_without_a_seed_an_epoch_begins_where_the_last_ended():
    two = np.concatenate([order(epoch, total=50, seed=None) for epoch in (0, 1)])
    assert list(two) == [number % 77 for number in range(100)]


def test_classes_are_drawn_alike():
    drawn = order(0, total=70, balanced=True)
    labels = LABELS[drawn]
    for start in range(0, 69, 3):
        assert sorted(labels[start : start + 3]) == [0, 1, 3]
    counts = np.bincount(drawn, minlength=77)
    assert set(counts[60:65]) <= {4, 5} and set(counts[65:]) <= {1, 2} and counts[:60].max() == 1
    assert not np.array_equal(drawn, order(1, total=70, balanced=True))
    assert np.array_equal(order(1, seed=None, balanced=True), order(1, seed=0, balanced=True))
