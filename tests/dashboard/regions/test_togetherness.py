"""Whether samples of a region stand beside each other: counted one by one, and in runs where the answer is known."""

import numpy as np
import pytest

from analysis.store.reader import Run
from dashboard.regions.togetherness import NEAREST, togetherness
from tests.dashboard.small_store import write


def test_shares_are_counted_neighbor_by_neighbor(tiny_run):
    run, rows = Run(tiny_run), np.array([3, 4, 9, 20, 21, 33, 50])
    found = togetherness(run, rows)
    for epoch in run.epochs:
        near = run.neighbors(epoch)
        shares = [sum(other in rows for other in near[row, :NEAREST].tolist()) / 10 for row in rows]
        share, low, high = found.at(epoch)
        assert share == pytest.approx(np.mean(shares)) and 0 <= low < share < high <= 1
    assert found.chance == pytest.approx(6 / 59) and found.k == 10 and found.epochs == run.epochs


def test_everybody_is_beside_everybody_in_the_whole_run(tiny_run):
    found = togetherness(Run(tiny_run), np.arange(60))
    assert found.chance == 1 and all(found.at(epoch)[0] == 1 for epoch in found.epochs)


def test_two_clusters_are_apart_and_groups_widen_the_interval(tmp_path):
    places = np.repeat([[0.0], [100.0]], 15, axis=0) + np.random.default_rng(0).normal(size=(30, 1))
    run = Run(write(tmp_path, [0, 1] * 15, {0: np.full((30, 2), 0.5)}, places=places))
    assert togetherness(run, np.arange(15)).at(0)[0] == 1
    mixed = np.array([0, 1, 2, 3, 15, 16])
    near = run.neighbors(0)[mixed, :NEAREST]
    expected = np.isin(near, mixed).mean()
    assert togetherness(run, mixed).at(0)[0] == pytest.approx(expected) and 0 < expected < 0.5
    run.samples["group"] = ["a"] * 4 + ["b"] * 11 + ["c"] * 15
    run.manifest["run"] = "grouped"  # what is kept is kept by manifest
    shares = np.isin(near, mixed).mean(axis=1)
    ends = sorted((shares[:4].mean(), shares[4:].mean()))  # of two groups, drawn whole: one, the other or both
    assert ends[0] < ends[1] and togetherness(run, mixed).at(0)[1:] == pytest.approx(ends)


def test_fewer_neighbors_than_looked_at_count_as_those_there_are(tmp_path):
    run = Run(write(tmp_path, [0, 1, 0, 1], {0: np.full((4, 2), 0.5)}))
    found = togetherness(run, np.array([0, 1]))
    assert found.k == 3 and found.at(0)[0] == pytest.approx(1 / 3)
    run._array = lambda name, epoch: np.array([[1, -1, -1], [2, 0, -1], [-1, -1, -1], [0, 1, 2]])
    run.manifest["run"] = "short"
    assert togetherness(run, np.array([0, 1])).at(0)[0] == pytest.approx((1 + 0.5) / 2)
    assert togetherness(run, np.array([1, 2])).at(0)[0] == pytest.approx(0.5)  # sample 2 has no neighbor


def test_one_sample_or_no_neighbors_have_no_answer(tiny_run):
    run = Run(tiny_run)
    assert togetherness(run, np.array([3])) is None
    run.manifest.pop("neighbors")
    assert togetherness(run, np.arange(9)) is None
