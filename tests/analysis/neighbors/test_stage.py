"""Lists of neighbors in the store: each written once, kept where nothing changed, let go where whom they name did."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.neighbors import NearestNeighbors

from analysis.neighbors import stage
from analysis.neighbors.stage import describe_neighbors, update_neighbors
from analysis.request import NEIGHBOR_LISTS
from analysis.store.reader import Run
from analysis.store.writer import RunWriter
from tests.tiny_store import EPOCHS, NEIGHBORS, build


@pytest.fixture
def writer(tmp_path) -> RunWriter:
    return RunWriter(build(tmp_path / "run"), "")


def test_an_older_store_gains_every_list_once_and_keeps_its_own(writer):
    before = Run(writer.location).neighbors(2).copy()
    assert update_neighbors(writer, NEIGHBOR_LISTS) == 7 * len(EPOCHS)
    run = Run(writer.location)
    assert [f"{metric}:{among}" for metric, among in run.neighbor_lists] == list(NEIGHBOR_LISTS)
    np.testing.assert_array_equal(run.neighbors(2), before)
    assert run.manifest["neighbors"]["engine"] == "exact" and run.manifest["neighbors"]["recall"] is None
    assert update_neighbors(writer, ()) == 0  # what is there stays, and new epochs get it too
    assert stage.wanted_lists(run, ())[1] == list(run.neighbor_lists)


def test_what_is_written_is_what_scikit_learn_finds_among_them(writer):
    update_neighbors(writer, NEIGHBOR_LISTS)
    run = Run(writer.location)
    embeddings, rows = run.embeddings(5), np.flatnonzero(run.samples["split"] == "train")
    search = NearestNeighbors(n_neighbors=NEIGHBORS, metric="cosine", algorithm="brute").fit(embeddings[rows])
    asked = np.flatnonzero(run.samples["split"] != "train")  # who is not among them is not left out by oneself
    distances, found = search.kneighbors(embeddings[asked])
    np.testing.assert_array_equal(run.neighbors(5, "cosine", "train")[asked], rows[found])
    np.testing.assert_allclose(run.neighbor_distances(5, "cosine", "train")[asked], distances, atol=1e-6)
    groups = run.samples["group"].to_numpy()
    assert (groups[run.neighbors(5, "euclidean", "other_groups")] != groups[:, None]).all()
    assert (groups[run.neighbors(5)] == groups[:, None]).any()


def test_lists_by_split_are_sought_again_when_the_split_changes(writer):
    describe_neighbors(writer, NEIGHBORS, Run(writer.location).samples)
    update_neighbors(writer, ["euclidean:train", "cosine:all"])
    samples = Run(writer.location).samples
    describe_neighbors(writer, NEIGHBORS, samples)
    assert len(Run(writer.location).neighbor_lists) == 3
    samples["split"] = np.where(samples["split"] == "test", "train", samples["split"])
    writer.table("samples.parquet", samples)
    describe_neighbors(writer, NEIGHBORS, samples)
    writer.save()
    assert Run(writer.location).neighbor_lists == (("euclidean", "all"), ("cosine", "all"))
    assert update_neighbors(writer, ["euclidean:train"]) == len(EPOCHS)
    found = Run(writer.location).neighbors(5, "euclidean", "train")
    assert set(samples["split"].to_numpy()[found].ravel()) == {"train"}


def test_killed_between_two_epochs_no_list_counts_that_some_epoch_lacks(writer, monkeypatch):
    written, honest = [], stage.write_lists

    def dies_at_the_third(writer, arrays, epoch, embeddings, wanted):
        if len(written) == 2:
            raise KeyboardInterrupt
        written.append(epoch)
        return honest(writer, arrays, epoch, embeddings, wanted)

    monkeypatch.setattr(stage, "write_lists", dies_at_the_third)
    with pytest.raises(KeyboardInterrupt):
        update_neighbors(writer, ["cosine:all"])
    assert Run(writer.location).neighbor_lists == (("euclidean", "all"),)
    monkeypatch.setattr(stage, "write_lists", honest)
    again = RunWriter(writer.location, "")
    assert update_neighbors(again, ["cosine:all"]) == len(EPOCHS) - 2
    assert Run(writer.location).neighbor_lists == (("euclidean", "all"), ("cosine", "all"))


def test_without_groups_and_splits_only_all_can_be_asked(writer):
    samples = Run(writer.location).samples
    writer.table("samples.parquet", samples.assign(group="", split="all"))
    update_neighbors(writer, NEIGHBOR_LISTS)
    assert Run(writer.location).neighbor_lists == (("euclidean", "all"), ("cosine", "all"))
