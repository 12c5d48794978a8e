"""nuisances.parquet and its arrays: measured once an epoch, anew where something changed."""

from __future__ import annotations

import shutil

import numpy as np
import pandas as pd
import pytest
import xarray

from analysis.epochs import write_epoch
from analysis.nuisances import stage
from analysis.nuisances.stage import update_nuisances
from analysis.store import layout
from analysis.store.reader import Run
from analysis.store.writer import RunWriter
from tests.tiny_store import EPOCHS


@pytest.fixture
def writer(tiny_run, tmp_path) -> RunWriter:
    return RunWriter(str(shutil.copytree(tiny_run, tmp_path / "store")), "")


def test_once_an_epoch_and_pictures_once_a_run(writer, monkeypatch):
    assert update_nuisances(writer) == 4
    monkeypatch.setattr(stage.pictures, "measure", lambda thumbnails: pytest.fail("pictures measured again"))
    assert update_nuisances(writer) == 0
    run = Run(writer.location)
    arrays = writer.arrays(list(run.samples["sample"]), run.classes)
    write_epoch(writer, arrays, {"epoch": 9, "sha256": "f" * 64}, run.embeddings(5) * 2, run.scores(5))
    assert update_nuisances(writer) == 1
    with xarray.open_zarr(f"{writer.location}/arrays.zarr") as plain:
        assert plain["nuisances_all"].attrs["columns"][:2] == ["age", "sex"]
        assert plain["nuisances_other_groups_by_label"].dims == ("epoch", "sample", "nuisance")
    grown = Run(writer.location).nuisances
    assert grown.epochs == [*EPOCHS, 9]
    np.testing.assert_array_equal(grown("age", 9), grown("age", 5))  # twice the embedding: the same neighbors


def test_another_column_redoes_everything_and_a_lost_epoch_leaves_the_table(writer):
    update_nuisances(writer)
    writer.table(layout.SAMPLES, Run(writer.location).samples.assign(clinic=["north", "south"] * 30))
    assert update_nuisances(writer) == 4
    assert "clinic" in Run(writer.location).nuisances.columns
    writer.drop_epoch(1)
    assert update_nuisances(writer) == 0
    assert set(pd.read_parquet(f"{writer.location}/{layout.NUISANCES}")["epoch"]) == {0, 2, 5}


def test_a_column_with_a_name_of_ours_is_left_out_and_said_so(writer):
    writer.table(layout.SAMPLES, Run(writer.location).samples.assign(measured_hair=np.arange(60.0)))
    update_nuisances(writer)
    nuisances = Run(writer.location).nuisances
    assert "this name" in nuisances.left_out["measured_hair"]


def test_nothing_to_agree_in_is_no_error(writer, monkeypatch):
    samples = Run(writer.location).samples.drop(columns=["age", "sex"])
    writer.table(layout.SAMPLES, samples)
    flat = pd.DataFrame({"measured_hair": np.zeros(60)})
    monkeypatch.setattr(stage.pictures, "measure", lambda thumbnails: flat)
    assert update_nuisances(writer) == 4
    nuisances = Run(writer.location).nuisances
    assert nuisances.columns == {} and nuisances.table.empty and nuisances.verdicts.empty
