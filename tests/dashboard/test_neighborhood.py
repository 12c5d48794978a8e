"""Neighborhoods against brute force, with groups, duplicates and too few samples."""

import numpy as np
import pytest

from analysis.store.reader import Run
from dashboard.neighborhood import agreement, nearest, same_group, same_label, typical_distance
from tests.dashboard.small_store import two_classes, write

PLACES = np.array([[0, 0], [0, 0], [1, 0], [3, 0], [6, 0], [10, 0]], np.float32)
GROUPS = ["a", "a", "b", "a", "", ""]
LABELS = [0, 0, 1, 0, 1, 1]


@pytest.fixture(scope="module")
def small(tmp_path_factory) -> Run:
    scores = {0: two_classes([0.1] * 6), 3: two_classes([0.2] * 6)}
    return Run(write(tmp_path_factory.mktemp("near"), LABELS, scores, groups=GROUPS, places=PLACES))


def test_neighbors_are_brute_force(tiny_run):
    run = Run(tiny_run)
    embeddings = run.embeddings(5)
    for row in (0, 17, 59):
        distances = np.linalg.norm(embeddings - embeddings[row], axis=1)
        distances[row] = np.inf
        found = nearest(run, 5, row, 6)
        assert found.rows.tolist() == np.argsort(distances, kind="stable")[:6].tolist()
        assert found.distances == pytest.approx(np.sort(distances)[:6], abs=1e-4)


def test_duplicates_are_at_distance_zero_and_first(small):
    found = nearest(small, 0, 0, 3)
    assert found.rows.tolist() == [1, 2, 3]
    assert found.distances.tolist() == [0, 1, 3]


def test_the_same_group_is_passed_over_and_counted(small):
    found = nearest(small, 0, 0, 2, other_groups=True)
    assert found.rows.tolist() == [2, 4]
    assert found.distances.tolist() == [1, 6]
    assert found.left_out == 2  # 1 and 3 are nearer than 4


def test_only_nearer_ones_count_as_left_out(small):
    assert nearest(small, 0, 0, 1, other_groups=True).left_out == 1


def test_no_group_is_no_group_of_its_own(small):
    assert nearest(small, 0, 4, 5, other_groups=True).left_out == 0
    assert not same_group(small, 4, np.array([5])).any()


def test_fewer_than_asked_for(small):
    assert len(nearest(small, 0, 0, 50)) == 5
    found = nearest(small, 0, 0, 50, other_groups=True)
    assert (len(found), found.left_out) == (3, 2)


def test_agreement_is_the_share_at_every_epoch(small, tiny_run):
    assert agreement(small, 0, 3).tolist() == pytest.approx([2 / 3, 2 / 3])
    run = Run(tiny_run)
    wanted = [same_label(run, 4, nearest(run, epoch, 4, 6).rows) / 6 for epoch in run.epochs]
    assert agreement(run, 4, 6).tolist() == pytest.approx(wanted)


def test_typical_distance_is_the_median_of_the_nearest(small):
    assert typical_distance(small, 0) == pytest.approx(np.median([0, 0, 1, 2, 3, 4]))


def test_labels_that_the_model_does_not_know_are_told_apart(tiny_run):
    run = Run(tiny_run)
    run.__dict__["labels"] = np.full(60, -1)
    labels = run.samples["label"].to_numpy()
    for row in range(0, 60, 7):
        others = np.delete(np.arange(60), row)
        assert same_label(run, row, others) == sum(labels[other] == labels[row] for other in others) < 59
