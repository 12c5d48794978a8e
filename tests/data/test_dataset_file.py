"""`dataset.json`: written, moved, read again, and refused when it is not ours."""

from __future__ import annotations

import json

import pytest

from data.contract import DataError
from data.dataset_file import Entry, is_described, read_entry, write_entry


def test_a_dataset_inside_its_folder_may_be_moved(tmp_path):
    here = tmp_path / "here"
    split = {"validation": 0.1, "test": 0, "seed": 3, "groups": False}
    entry = Entry("mine", "csv", str(here / "pictures"), {"id_column": "id"}, split)
    write_entry(str(here), entry)
    assert json.loads((here / "dataset.json").read_text())["location"] == "pictures"
    assert read_entry(str(here)) == entry
    here.rename(tmp_path / "there")
    assert read_entry(str(tmp_path / "there")).location == str(tmp_path / "there" / "pictures")


@pytest.mark.parametrize("location", ["/somewhere/else", "gs://bucket/pictures"])
def test_a_dataset_elsewhere_stays_there(tmp_path, location):
    write_entry(str(tmp_path), Entry("mine", "image_folder", location))
    assert read_entry(str(tmp_path)).location == location


def test_the_folder_itself(tmp_path):
    write_entry(str(tmp_path), Entry("mine", "image_folder", str(tmp_path)))
    assert json.loads((tmp_path / "dataset.json").read_text())["location"] == "."
    assert read_entry(str(tmp_path)).location == str(tmp_path) and is_described(str(tmp_path))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{", "damaged"),
        ("[]", "damaged"),
        ('{"format": 1}', "damaged.*'kind'"),
        ('{"format": 2, "kind": "csv", "location": "."}', "has format 2; this Epochscope reads up to 1"),
    ],
)
def test_refusals(tmp_path, content, message):
    (tmp_path / "dataset.json").write_text(content)
    with pytest.raises(DataError, match=message):
        read_entry(str(tmp_path))


def test_a_location_inside_a_url():
    write_entry("memory://entries/set", Entry("set", "tfrecord", "memory://entries/set"))
    assert read_entry("memory://entries/set").location == "memory://entries/set"
    write_entry("memory://entries/set", Entry("set", "csv", "memory://entries/set/inner"))
    assert read_entry("memory://entries/set").location == "memory://entries/set/inner"
