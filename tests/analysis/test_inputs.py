"""Whether a store is still of these inputs; opening them is tested with the whole analysis in `test_stages`."""

from __future__ import annotations

import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest

from analysis.inputs import Inputs, inputs_due
from analysis.request import Request
from analysis.store.reader import Run
from analysis.store.writer import RunWriter
from analysis.subject import digest
from data.contract import Dataset

SUBJECT = SimpleNamespace(
    key="asked", fingerprint="pictures", request=Request("", None, "", neighbors=10), dataset=SimpleNamespace()
)


@pytest.fixture
def writer(tiny_run, tmp_path) -> RunWriter:
    """A store that was finished for SUBJECT."""
    writer = RunWriter(str(shutil.copytree(tiny_run, tmp_path / "store")), "")
    SUBJECT.dataset.classes = classes = writer.manifest["classes"]
    writer.manifest |= {"key": "asked", "complete": True}
    writer.manifest["dataset"]["samples"] = 60
    writer.manifest["keys"] = {
        "pictures": digest(["pictures", [32, 32], 3]),
        "model": digest([writer.manifest["model"], classes, {"k": 10, "metric": "euclidean"}]),
    }
    writer.save()
    return writer


def due(writer: RunWriter) -> bool:
    writer.save()
    return inputs_due(Run(writer.location), SUBJECT)


def test_a_finished_store_needs_nothing_even_from_before_it_said_that_it_is_finished(writer):
    assert not due(writer)
    del writer.manifest["complete"]
    assert not due(writer)


@pytest.mark.parametrize("changed", [{"key": "other"}, {"complete": False}, {"keys": {}}, {"thumbnails": {}}])
def test_other_inputs_and_unfinished_stores_are_due(writer, changed):
    writer.manifest |= changed
    assert due(writer)


@pytest.mark.parametrize("version", ["PICTURES", "EPOCHS"])
def test_so_are_those_of_an_older_version(writer, monkeypatch, version):
    monkeypatch.setattr(f"analysis.inputs.{version}", 2)
    assert due(writer)


@pytest.mark.parametrize("gone", ["samples.parquet", "arrays.zarr/zarr.json", "thumbnails/page_00000.jpg"])
def test_so_are_those_that_lost_what_epochs_are_read_from(writer, gone):
    Path(writer.location, gone).unlink()
    assert due(writer)


def test_the_dataset_is_cut_to_the_pictures_that_could_be_read(writer):
    samples = Run(writer.location).samples
    asked = Dataset("d", "csv", "/nowhere", ("a",), samples.assign(width=0, height=0))
    writer.table("samples.parquet", samples.iloc[10:30])
    found = Inputs(writer, SimpleNamespace(dataset=asked)).dataset.samples
    assert found["sample"].tolist() == samples["sample"].tolist()[10:30]
    assert set(found["width"]) == {40} and set(found["height"]) == {30}
