"""The check of a store's neighbors: right ones pass, and each way of being wrong is seen for what it is."""

from __future__ import annotations

import shutil

import numpy as np
import pytest
from sklearn.metrics import pairwise_distances

from analysis.neighbors import verifying
from analysis.neighbors.stage import update_neighbors
from analysis.neighbors.verifying import DIFFERS, EQUAL, REORDERED, distances_to_all, verify
from analysis.request import NEIGHBOR_LISTS
from analysis.store.reader import Run
from analysis.store.writer import RunWriter
from tests.tiny_store import EPOCHS, NEIGHBORS, SAMPLES, build


@pytest.fixture(scope="module")
def every_list(tmp_path_factory) -> str:
    writer = RunWriter(build(tmp_path_factory.mktemp("verified") / "run"), "")
    update_neighbors(writer, NEIGHBOR_LISTS)
    return writer.location


def changed(location: str, folder, name: str, change) -> Run:
    """A copy of the store with one array of epoch 2 changed in place by `change`."""
    writer = RunWriter(str(shutil.copytree(location, folder / "run")), "")
    run = Run(writer.location)
    values = getattr(run, name)(2).copy()
    change(values)
    arrays = writer.arrays(list(run.samples["sample"]), run.classes)
    arrays.write(name, 2, values)
    arrays.publish()
    return Run(writer.location)


def said_of(run: Run) -> dict[str, np.ndarray]:
    """What is said of the Euclidean lists among all at epoch 2, and of everything else."""
    found = verify(run, SAMPLES)
    mine = [each for each in found if (each.epoch, each.metric, each.among) == (2, "euclidean", "all")]
    return {"here": mine[0].said, "elsewhere": np.concatenate([each.said for each in found if each is not mine[0]])}


def test_every_list_of_a_right_store_is_equal(every_list, monkeypatch):
    monkeypatch.setattr(verifying, "BLOCK", 7)
    monkeypatch.setattr(verifying, "CHUNK", 16)
    found = verify(Run(every_list), SAMPLES)
    assert len(found) == len(EPOCHS) * len(NEIGHBOR_LISTS)
    assert {verdict for each in found for verdict in each.said} == {EQUAL}
    assert all((each.recall == 1).all() and (each.samples == np.arange(SAMPLES)).all() for each in found)
    drawn = verify(Run(every_list), 5)
    assert {len(each.samples) for each in drawn} == {5} and len({tuple(each.samples) for each in drawn}) > 1


def test_a_wrong_neighbor_is_seen(every_list, tmp_path):
    def another(values):
        values[3, 4] = next(row for row in range(SAMPLES) if row != 3 and row not in values[3])

    run = changed(every_list, tmp_path, "neighbors", another)
    said = said_of(run)
    assert np.flatnonzero(said["here"] == DIFFERS).tolist() == [3] and set(said["elsewhere"]) == {EQUAL}
    lists = [each for each in verify(run, SAMPLES) if each.epoch == 2 and each.metric == "euclidean"]
    assert lists[0].recall[3] == 1 - 1 / NEIGHBORS and lists[0].recall[4] == 1


@pytest.mark.parametrize(
    "change",
    [
        ([0, 1], lambda listed: listed[[1, 0]]),
        (-1, lambda listed: -1),
        (1, lambda listed: listed[0]),
    ],
    ids=["two in the wrong order", "one missing", "one twice"],
)
def test_other_wrong_lists_are_seen(every_list, tmp_path, change):
    places, others = change

    def spoil(values):
        values[3, places] = others(values[3])

    said = said_of(changed(every_list, tmp_path, "neighbors", spoil))
    assert np.flatnonzero(said["here"] == DIFFERS).tolist() == [3]


def test_a_wrong_distance_is_seen_and_a_rounding_is_not(every_list, tmp_path):
    def farther(values):
        values *= 1 + 2e-7

    def much_farther(values):
        values[3] *= 1.0001

    run = changed(every_list, tmp_path, "neighbor_distances", farther)
    assert set(said_of(run)["here"]) == {EQUAL}
    run = changed(every_list, tmp_path / "more", "neighbor_distances", much_farther)
    assert np.flatnonzero(said_of(run)["here"] == DIFFERS).tolist() == [3]


def test_equally_far_ones_in_another_order_are_told_apart(every_list, tmp_path):
    """Rows 10 and 11 are made one point, so each is as far from row 3 as the other."""
    writer = RunWriter(str(shutil.copytree(every_list, tmp_path / "run")), "")
    run = Run(writer.location)
    embeddings = run.embeddings(2).copy()
    embeddings[[10, 11]] = embeddings[3] + 0.01
    arrays = writer.arrays(list(run.samples["sample"]), run.classes)
    arrays.write("embeddings", 2, embeddings)
    far = pairwise_distances(embeddings.astype(np.float64))
    np.fill_diagonal(far, np.inf)
    order = np.argsort(far, axis=1, kind="stable")[:, :NEIGHBORS]
    assert order[3, :2].tolist() == [10, 11]
    order[3, :2] = [11, 10]
    arrays.write("neighbors", 2, order.astype(np.int32))
    arrays.write("neighbor_distances", 2, np.take_along_axis(far, order, axis=1).astype(np.float32))
    arrays.publish()
    said = said_of(Run(writer.location))["here"]
    assert np.flatnonzero(said == REORDERED).tolist() == [3] and (np.delete(said, 3) == EQUAL).all()


@pytest.mark.parametrize("metric", ["euclidean", "cosine"])
def test_distances_are_scikit_learns(metric):
    embeddings = np.random.default_rng(0).normal(size=(30, 5)).astype(np.float32)
    rows = np.array([4, 0, 29])
    wanted = pairwise_distances(embeddings[rows].astype(np.float64), embeddings.astype(np.float64), metric=metric)
    np.testing.assert_allclose(distances_to_all(embeddings, rows, metric), wanted, atol=1e-7)


def test_a_zero_vector_is_at_cosine_distance_one_from_all():
    embeddings = np.array([[0, 0], [3, 4], [0, 0]], np.float32)
    np.testing.assert_allclose(distances_to_all(embeddings, np.arange(3), "cosine"), [[1, 1, 1], [1, 0, 1], [1, 1, 1]])
