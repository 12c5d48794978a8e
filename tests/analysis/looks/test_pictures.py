"""Means over pairs against plain loops; nothing is compared twice."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np

from analysis.looks.pictures import Pairs, prepare
from analysis.looks.received import row_means
from analysis.looks.registry import MEASURES
from analysis.store.reader import Run


class Counted:
    """A measure whose answers are known and whose questions are counted."""

    def __init__(self):
        self.asked = 0

    def alike(self, first, second):
        self.asked += len(first)
        return (1 / (1 + np.abs(first[:, 0] - second[:, 0]))).astype(np.float32)


def test_means_equal_a_plain_loop_and_missing_partners_are_left_out():
    random = np.random.default_rng(0)
    values = random.normal(size=(30, 1))
    partners = np.stack([random.permutation(np.delete(np.arange(30), row))[:5] for row in range(30)])
    partners[3, 2:], partners[7] = -1, -1
    (found,) = map(row_means, Pairs(Counted(), values).of(partners))
    for row in range(30):
        there = [1 / (1 + abs(values[row, 0] - values[other, 0])) for other in partners[row] if other >= 0]
        np.testing.assert_allclose(found[row], np.mean(there) if there else np.nan, rtol=1e-6)


def test_what_the_last_call_compared_is_not_compared_again():
    measure = Counted()
    pairs = Pairs(measure, np.arange(4.0)[:, None])
    first, second = np.array([[1], [0], [3], [2]]), np.array([[1, 2], [0, 3], [3, 0], [2, 1]])
    one, two = pairs.of(first, second)
    assert measure.asked == 4  # 0-1, 2-3, 0-2, 1-3: mutual pairs and lists that overlap count once
    (again,) = pairs.of(second)
    assert measure.asked == 4
    np.testing.assert_array_equal(again, two)
    np.testing.assert_allclose(one, 0.5)


def test_every_measure_is_driven_through_one_promise(tiny_run):
    run = Run(tiny_run)
    prepared, pixels = prepare(run.thumbnails, MEASURES)
    n = len(run.samples)
    assert pixels.shape == (n, 768)
    np.testing.assert_allclose(pixels.mean(axis=1), run.thumbnails.many(range(n)).mean(axis=(1, 2, 3)), rtol=1e-4)
    rows, others = np.arange(n), np.roll(np.arange(n), 7)
    for name, measure in MEASURES.items():
        part = prepared[name]
        found = measure.alike(part[rows], part[others])
        assert (found.dtype, found.shape, len(part)) == (np.float32, (n,), n)
        assert (found <= 1).all() and (found < 0.999).any()
        np.testing.assert_array_equal(found, measure.alike(part[others], part[rows]))
        np.testing.assert_allclose(measure.alike(part, part), 1, atol=1e-5)
        assert all(isinstance(getattr(measure, word), str) for word in ("TITLE", "READS", "SOURCE"))
    empty, none = prepare(SimpleNamespace(count=1, many=lambda rows: np.zeros((1, 96, 96, 3), np.uint8)), MEASURES)
    assert len(none) == 1 and np.isfinite(empty["ssim"]).all()  # a black picture
