"""Changed neighborhoods: the store's own lists, epoch by epoch, in the units that the page states."""

import shutil

import numpy as np
import pytest

from analysis.stability import jaccard, met, odd_ones, pair_distances, usual_distance
from analysis.store.reader import Run
from analysis.store.writer import RunWriter
from dashboard.changed_neighbors import (
    Lists,
    changed_pairs,
    label_numbers,
    mean_turnover,
    near,
    odd,
    odd_ranked,
    overall,
    turnover,
)
from tests.dashboard.drawn_store import drawn
from tests.dashboard.small_store import two_classes, write

LISTS = Lists("euclidean", "all", 6)


@pytest.fixture
def run(tiny_run):
    return Run(tiny_run)


def test_turnover_between_two_epochs_and_from_each_to_the_next(run):
    between = turnover(run, LISTS, (0, 5))
    np.testing.assert_array_equal(between, 1 - jaccard(run.neighbors(0)[:, :6], run.neighbors(5)[:, :6]))
    assert 0 < between.mean() < 1
    steps = [turnover(run, LISTS, pair) for pair in ((0, 1), (1, 2), (2, 5))]
    np.testing.assert_allclose(mean_turnover(run, LISTS), np.mean(steps, axis=0))
    assert (turnover(run, LISTS, (2, 2)) == 0).all()


@pytest.mark.parametrize("parted", [False, True])
def test_pairs_of_an_epoch_that_is_one_point_are_kept(tiny_run, tmp_path, parted):
    """Nothing can be said of how far they came, but they did part and meet."""
    writer = RunWriter(str(shutil.copytree(tiny_run, tmp_path / "run")), "")
    run = Run(writer.location)
    arrays = writer.arrays(list(run.samples["sample"]), run.classes)
    arrays.write("embeddings", 5, np.ones_like(run.embeddings(5)))
    arrays.publish()
    found = changed_pairs(Run(writer.location), LISTS, (0, 5), parted=parted)
    assert found.total == len(found.rows) > 0
    assert np.isnan(found.after).all() and np.isfinite(found.before).all()


def test_the_mean_over_all_samples_lies_in_its_interval(run):
    mean = overall(run, LISTS, (0, 5))
    assert mean.value == pytest.approx(turnover(run, LISTS, (0, 5)).mean())
    assert mean.low < mean.value < mean.high and mean.high - mean.low < 0.2


@pytest.mark.parametrize("parted", [False, True])
def test_pairs_come_in_the_order_of_their_way(run, parted):
    found = changed_pairs(run, LISTS, (0, 5), parted=parted)
    ends = (near(run, LISTS, 0), near(run, LISTS, 5))
    wanted = met(*(ends[::-1] if parted else ends))
    assert found.total == len(wanted) and {*map(tuple, found.rows)} == {*map(tuple, wanted)}
    for epoch, distances in ((0, found.before), (5, found.after)):
        values = run.embeddings(epoch)
        unit = usual_distance(values, metric="euclidean")
        np.testing.assert_allclose(distances, pair_distances(values, found.rows, metric="euclidean") / unit)
    labels = run.samples["label"].to_numpy()
    assert found.one_label == pytest.approx((labels[wanted[:, 0]] == labels[wanted[:, 1]]).mean())
    few = found.first(3)
    assert len(few.rows) == len(few.before) == len(few.after) == 3 and few.total == found.total
    way = (found.after - found.before) * (1 if parted else -1)
    assert (np.diff(way) <= 0).all() and way[0] > 0


def test_odd_at_every_epoch_and_the_firmest_first(run):
    labels, names = label_numbers(run)
    assert names[labels].tolist() == run.samples["label"].tolist()
    every = odd(run, LISTS)
    for place, epoch in enumerate(run.epochs):
        np.testing.assert_array_equal(every[place], odd_ones(labels, run.neighbors(epoch)[:, :6]))
    ranked = odd_ranked(run, LISTS, 0)
    assert sorted(ranked) == np.flatnonzero(every[0]).tolist() and len(ranked)


def test_one_epoch_changes_nothing(tmp_path):
    run = Run(write(tmp_path, [0, 0, 1], {4: two_classes([0.2] * 3)}))
    assert np.isnan(mean_turnover(run, LISTS)).all()
    assert odd(run, LISTS).tolist() == [[False, False, True]]  # the only one of its class


def test_embeddings_that_are_all_alike_have_no_pairs_to_rank(tmp_path):
    run = Run(
        write(tmp_path, [0, 0, 1, 1], {0: two_classes([0.2] * 4), 1: two_classes([0.2] * 4)}, places=np.ones((4, 2)))
    )
    found = changed_pairs(run, Lists("euclidean", "all", 1), (0, 1), parted=False)
    assert found.rows.shape == (0, 2) and found.total == 0


def test_a_single_sample_has_no_neighborhood(tmp_path):
    run = Run(drawn(tmp_path, samples=1, epochs=2, classes=("a",)))
    assert np.isnan(turnover(run, LISTS, (0, 1))).all() and not odd(run, LISTS).any()
    assert overall(run, LISTS, (0, 1)).value is None or np.isnan(overall(run, LISTS, (0, 1)).value)
