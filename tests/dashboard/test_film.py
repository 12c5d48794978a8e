"""Neighbours through the epochs against sets counted by hand and the store's own lists."""

import numpy as np
import pytest

from analysis.stability import jaccard
from analysis.store.reader import Run
from dashboard.film import Film, film
from tests.dashboard.small_store import two_classes, write

SMALL = Film(
    [0, 3, 4],
    np.array([[1, 2, 3], [3, 2, 9], [7, -1, -1]], np.int32),
    np.array([[1, 2, 3], [1, 1, 2], [5, np.nan, np.nan]], np.float32),
)


def test_every_epoch_has_the_stores_list(tiny_run):
    run = Run(tiny_run)
    found = film(run, 7, 6)
    for place, epoch in enumerate(run.epochs):
        assert found.rows[place].tolist() == run.neighbors(epoch)[7, :6].tolist()
        assert found.distances[place].tolist() == run.neighbor_distances(epoch)[7, :6].tolist()


def test_more_than_the_store_has_is_what_it_has(tmp_path):
    run = Run(write(tmp_path, [0, 0, 1], {0: two_classes([0.2] * 3)}))
    assert film(run, 0, 50).rows.tolist() == [[1, 2]]


def test_gained_and_lost_are_differences_to_the_rows_beside():
    assert SMALL.gained.tolist() == [[False] * 3, [False, False, True], [True, False, False]]
    assert SMALL.lost.tolist() == [[True, False, False], [True, True, True], [False] * 3]


def test_one_epoch_gains_and_loses_nothing():
    alone = Film([4], SMALL.rows[:1], SMALL.distances[:1])
    assert not alone.gained.any() and not alone.lost.any()
    assert np.isnan(alone.overlap()).all() and alone.overlap(with_last=True).tolist() == [1]


def test_overlap_with_the_epoch_before_and_with_the_last():
    assert SMALL.overlap()[1:].tolist() == [2 / 4, 0]
    assert np.isnan(SMALL.overlap()[0])
    assert SMALL.overlap(with_last=True).tolist() == [0, 0, 1]


def test_overlap_of_nobody_with_nobody_is_undefined():
    assert np.isnan(jaccard(np.array([[-1]]), np.array([[-1]]))).all()
    assert jaccard(np.array([[1]]), np.array([[-1]])).tolist() == [0]
    nobody = Film([0, 1], np.full((2, 3), -1, np.int32), np.full((2, 3), np.nan, np.float32))
    assert np.isnan(nobody.overlap()).all() and np.isnan(nobody.share(np.ones(5, bool))).all()


def test_shares_count_only_those_that_are_there():
    is_so = np.zeros(10, bool)
    is_so[[2, 7, 9]] = True  # 9 is also what -1 would index
    assert SMALL.share(is_so).tolist() == pytest.approx([1 / 3, 2 / 3, 1])
