"""Parts first, then the manifest: what the writer promises exists."""

from __future__ import annotations

import shutil

import numpy as np
import pandas as pd
import pytest

from analysis.contract import StoreError
from analysis.store import layout
from analysis.store.reader import Run
from analysis.store.writer import RunWriter
from tests import tiny_store


@pytest.fixture
def store(tiny_run, tmp_path) -> str:
    return str(shutil.copytree(tiny_run, tmp_path / "store"))


def test_an_existing_store_is_continued_not_replaced(store):
    writer = RunWriter(store, "another name")
    assert writer.manifest["run"] == "tiny"
    assert writer.epochs == tiny_store.EPOCHS


def test_a_dropped_epoch_takes_the_projections_with_it(store):
    RunWriter(store, "tiny").drop_epoch(2)
    run = Run(store)
    assert run.epochs == [0, 1, 5]
    assert run.projections == {}


def test_an_earlier_epoch_may_come_late(store):
    writer = RunWriter(store, "tiny")
    arrays = writer.arrays(list(Run(store).samples["sample"]), tiny_store.CLASSES)
    arrays.add_epoch(3)
    arrays.write("scores", 3, np.full((tiny_store.SAMPLES, 3), 1 / 3, np.float32))
    writer.finish_epoch(arrays, {"epoch": 3})
    run = Run(store)
    assert run.epochs == [0, 1, 2, 3, 5]
    np.testing.assert_allclose(run.scores(3), 1 / 3)
    np.testing.assert_array_equal(run.scores(5), Run(store).scores(5))


def test_reset_forgets_before_it_deletes(store):
    writer = RunWriter(store, "tiny")
    writer.reset(layout.ARRAYS, layout.EXPLANATIONS)
    run = Run(store)
    assert run.epochs == [] and run.projections == {} and run.explanations.methods == {}
    assert run.thumbnails.one(0).shape == (96, 96, 3)
    with pytest.raises(StoreError, match="no complete epoch"):
        run.scores(0)


def test_an_epoch_that_is_taken_back_takes_its_metrics_along(tiny_run, tmp_path):
    writer = RunWriter(str(shutil.copytree(tiny_run, tmp_path / "store")), "")
    writer.drop_epoch(2)
    assert pd.read_parquet(tmp_path / "store" / layout.EPOCHS)["epoch"].tolist() == [0, 1, 5]


def test_no_table_of_epochs_outlives_them(tiny_run, tmp_path):
    writer = RunWriter(str(shutil.copytree(tiny_run, tmp_path / "store")), "")
    writer.manifest["health"] = [{"check": "norms"}]
    writer.reset(layout.ARRAYS)
    assert not (tmp_path / "store" / layout.EPOCHS).exists() and Run(writer.location).findings == []
