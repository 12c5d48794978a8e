"""The duplicates stage: copies are found, kept in the store, and not looked for twice."""

from __future__ import annotations

import shutil

import pytest

from analysis.finding_duplicates import COLUMNS, write_duplicates
from analysis.store import layout
from analysis.store.reader import Run
from analysis.store.writer import RunWriter
from data.catalog import open_dataset


@pytest.fixture
def copied(pictures, tmp_path):
    """The coloured pictures with one of them copied under another class, and a blank store of them."""
    folder = tmp_path / "data"
    shutil.copytree(pictures, folder)
    shutil.copy(folder / "red" / "red_03.png", folder / "blue" / "twin.png")
    dataset = open_dataset(str(folder))
    writer = RunWriter(str(tmp_path / "run"), "run")
    writer.table(layout.SAMPLES, dataset.samples)
    return dataset, writer


def test_a_copy_is_found_and_kept(copied):
    dataset, writer = copied
    assert Run(writer.location).duplicates is None
    assert write_duplicates(writer, dataset, "a")
    found = Run(writer.location).duplicates
    assert list(found.columns) == COLUMNS
    exact = found[found["exact"]]
    assert {*exact["sample"], *exact["other"]} == {"blue/twin", "red/red_03"} and list(exact["distance"]) == [0]
    facts = Run(writer.location).manifest["duplicates"]
    assert facts["pairs"] == len(found) and facts["pictures"] == len(dataset) and facts["complete"]


def test_it_looks_once_for_each_set_of_pictures(copied):
    dataset, writer = copied
    assert write_duplicates(writer, dataset, "a")
    assert not write_duplicates(writer, dataset, "a")
    assert write_duplicates(writer, dataset, "b")
