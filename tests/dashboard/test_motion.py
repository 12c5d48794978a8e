"""Motion: the store's own embeddings and positions, read once per pair of epochs."""

import numpy as np
import pytest

from analysis.movement import displacement, relative_displacement
from analysis.store.reader import Run
from dashboard import motion
from dashboard.plane import Plane


@pytest.fixture
def run(tiny_run):
    return Run(tiny_run)


def test_displacement_in_the_embedding_is_that_of_the_store(run):
    before, after = run.embeddings(0), run.embeddings(5)
    assert np.array_equal(motion.in_embedding(run, 0, 5), displacement(before, after))
    against = relative_displacement(before, after, run.neighbors(0))
    assert np.array_equal(motion.in_embedding(run, 0, 5, relative=True), against)


def test_displacement_on_the_plane(run):
    places = run.projection("pca_last")
    plane = Plane("pca_last")
    assert np.array_equal(motion.on_plane(run, plane, 1, 5), displacement(places[1], places[3]))
    assert motion.on_plane(run, plane, 1, 5, relative=True).sum() < motion.on_plane(run, plane, 1, 5).sum()
    assert np.isnan(motion.on_plane(run, plane, 1, 4)).all()
    assert motion.steps_on_plane(run, plane)[2] == pytest.approx(displacement(places[2], places[3]).mean())


def test_embeddings_are_read_once_per_pair(run, monkeypatch):
    read, real = [], run.embeddings
    monkeypatch.setattr(run, "embeddings", lambda epoch: read.append(epoch) or real(epoch))
    for _ in range(3):
        motion.in_embedding(run, 1, 2)
    assert read == [1, 2]


def test_without_neighbors_there_is_no_relative_motion(run):
    run.manifest["neighbors"] = {"k": 0}
    assert np.isnan(motion.in_embedding(run, 0, 1, relative=True)).all()
    assert np.isnan(motion.on_plane(run, Plane("pca_last"), 0, 1, relative=True)).all()
