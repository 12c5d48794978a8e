"""Neighbours out of memory are those of the store, before the lists have come, after, and where they never come."""

import shutil

import numpy as np
import pytest

from analysis.store.layout import ARRAYS
from analysis.store.reader import Run
from dashboard import held_neighbors
from dashboard.held_neighbors import Held, neighbors_of
from tests.tiny_store import build


@pytest.fixture
def run(tmp_path) -> Run:
    return Run(build(tmp_path / "run"))


def of(run: Run, row: int, k: int) -> list[list]:
    return [part.tolist() for part in neighbors_of(run, row, k, metric="euclidean", among="all")]


def test_memory_and_store_say_the_same(run):
    from_store = [part[:, :5].tolist() for part in run.neighbors_of(7)]
    assert of(run, 7, 5) == from_store
    held = held_neighbors._held(run, held_neighbors.key_of(run), "euclidean", "all", 5)
    held.reader.join(timeout=30)
    assert held.lists.rows.shape == (len(run.epochs), len(run.samples), 5)
    assert of(run, 7, 5) == from_store
    assert not held.lists.rows.flags.writeable


def test_once_held_the_store_is_asked_no_more(run, monkeypatch):
    of(run, 0, 5)
    held_neighbors._held(run, held_neighbors.key_of(run), "euclidean", "all", 5).reader.join(timeout=30)
    monkeypatch.setattr(Run, "neighbors_of", lambda *_: pytest.fail("read from the store"))
    assert np.shape(of(run, 3, 5)) == (2, len(run.epochs), 5)


def test_lists_too_long_for_memory_are_read_sample_by_sample(run, monkeypatch):
    monkeypatch.setattr(held_neighbors, "MOST", len(run.epochs) * len(run.samples) * 5 * 8 - 1)
    held = Held(run, "euclidean", "all", 5)
    assert not held.reader.is_alive() and held.lists is None
    assert Held(run, "euclidean", "all", 4).reader.ident is not None


def test_a_store_that_went_away_holds_nothing(run):
    shutil.rmtree(f"{run.location}/{ARRAYS}")
    held = Held(run, "euclidean", "all", 5)
    held.reader.join(timeout=30)
    assert held.lists is None
