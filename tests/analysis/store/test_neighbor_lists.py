"""Lists of neighbors by metric and by whom they are sought among, as the reader finds them."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.contract import StoreError
from analysis.store import layout
from analysis.store.neighbor_lists import list_arrays, stored_lists
from analysis.store.reader import Run
from analysis.store.writer import RunWriter
from tests import tiny_store


def test_an_old_store_has_the_plain_list_and_a_run_without_embeddings_has_none(tiny_run):
    run = Run(tiny_run)
    assert run.neighbor_lists == (("euclidean", "all"),)
    np.testing.assert_array_equal(run.neighbors(5), run.neighbors(5, "euclidean", "all"))
    assert list_arrays(run.manifest, "euclidean", "all") == ("neighbors", "neighbor_distances")
    assert stored_lists({"neighbors": {}}) == stored_lists({}) == ()


def test_a_list_that_is_not_there_is_named_with_the_way_to_add_it(tiny_run):
    with pytest.raises(StoreError, match=r"by cosine distance among train\. It has: euclidean:all.*--neighbor-lists"):
        Run(tiny_run).neighbors(5, "cosine", "train")
    with pytest.raises(StoreError, match="by manhattan distance among all"):
        Run(tiny_run).neighbor_distances(5, "manhattan", "all")


def test_a_further_list_is_read_under_its_own_name(tmp_path):
    writer = RunWriter(tiny_store.build(tmp_path / "run"), "")
    run = Run(writer.location)
    arrays = writer.arrays(list(run.samples["sample"]), run.classes)
    rows = np.full((tiny_store.SAMPLES, tiny_store.NEIGHBORS), -1, np.int32)
    rows[:, :2] = [3, 4]
    distances = np.where(rows < 0, np.nan, 0.25).astype(np.float32)
    names = layout.neighbor_arrays("cosine", "train")
    assert names == ("neighbors_cosine_train", "neighbor_distances_cosine_train")
    for name, spec, values in zip(names, (layout.NEIGHBORS, layout.NEIGHBOR_DISTANCES), (rows, distances), strict=True):
        arrays.create(name, spec, values.shape)
        arrays.write(name, 5, values)
    arrays.publish()
    writer.manifest["neighbors"]["lists"] = [["euclidean", "all"], ["cosine", "train"]]
    writer.save()
    run = Run(writer.location)
    assert run.neighbor_lists == (("euclidean", "all"), ("cosine", "train"))
    np.testing.assert_array_equal(run.neighbors(5, "cosine", "train"), rows)
    np.testing.assert_array_equal(run.neighbor_distances(5, "cosine", "train"), distances)
