"""Arrays read one epoch or several at a time, against plain Zarr."""

from __future__ import annotations

import numpy as np
import pytest
import zarr

from analysis.contract import StoreError
from analysis.store.arrays import EpochArrays
from analysis.store.epoch_reader import EpochReader
from tests.tiny_store import EPOCHS


def test_one_epoch_and_several_are_what_zarr_reads(tiny_run):
    reader = EpochReader(tiny_run, "tiny", EPOCHS)
    plain = np.asarray(zarr.open_group(f"{tiny_run}/arrays.zarr", mode="r")["scores"][:])
    np.testing.assert_array_equal(reader.read("scores", 5), plain[3])
    np.testing.assert_array_equal(reader.read_several("scores", (5, 0, 2)), plain[[3, 0, 2]])
    assert not reader.read("scores", 5).flags.writeable
    assert reader.cached("scores", 2) is reader.cached("scores", 2)


def test_an_epoch_that_is_not_complete_is_refused(tiny_run):
    reader = EpochReader(tiny_run, "tiny", [0, 1])
    with pytest.raises(StoreError, match=r"tiny has no complete epoch 2\. It has: 0, 1"):
        reader.read_several("scores", (0, 2))


def test_missing_arrays_say_what_to_do(tmp_path):
    with pytest.raises(StoreError, match="Run the analysis again"):
        EpochReader(str(tmp_path), "tiny", [0]).read("scores", 0)


def test_a_group_that_was_begun_anew_under_an_open_reader_says_so(tmp_path):
    arrays = EpochArrays(str(tmp_path / "arrays.zarr"), {"sample": ["a"], "class": ["x"]})
    arrays.add_epoch(3)
    arrays.publish()
    reader = EpochReader(str(tmp_path), "tiny", [0])
    with pytest.raises(StoreError, match=r"tiny has no epoch 0 in its arrays.*analysis at work"):
        reader.read("epoch", 0)
    for read in (
        lambda: reader.read("scores", 0),
        lambda: reader.of_sample("scores", 0),
        lambda: reader.first("scores", 1),
    ):
        with pytest.raises(StoreError, match=r"tiny has no (array scores|epoch 0) in its arrays"):
            read()
