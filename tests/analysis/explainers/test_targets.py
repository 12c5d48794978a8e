"""Which pictures are the same, and how many go into a batch."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.explainers.targets import batch_size, batches, distinct


def test_repeated_pictures_are_found_once():
    pictures = np.arange(3, dtype=np.float32)[:, None, None, None] * np.ones((3, 2, 2, 1), np.float32)
    rows, picture_of = distinct(pictures[[0, 0, 1, 2, 2, 2]])
    np.testing.assert_array_equal(rows, [0, 2, 3])
    np.testing.assert_array_equal(picture_of, [0, 0, 1, 2, 2, 2])


def test_pictures_without_numbers_equal_themselves():
    rows, _ = distinct(np.full((3, 2, 2, 1), np.nan, np.float32))
    np.testing.assert_array_equal(rows, [0])


@pytest.mark.parametrize(("size", "most"), [((96, 96), 32), ((224, 224), 16), ((512, 512), 8)])
def test_larger_pictures_come_in_smaller_batches(size, most):
    assert batch_size(size) == most


def test_batches_are_near_equal_and_cover_all():
    parts = batches(33, 32)
    assert [len(part) for part in parts] == [17, 16]
    np.testing.assert_array_equal(np.concatenate(parts), np.arange(33))
    assert len(batches(32, 32)) == 1
