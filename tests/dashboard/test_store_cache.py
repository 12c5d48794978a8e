"""A run is opened once, and anew when its manifest changes."""

import shutil

import pytest

from analysis.contract import StoreError
from analysis.store.writer import RunWriter
from dashboard.store_cache import key_of, open_run


def test_the_same_run_until_it_grows(tiny_run, tmp_path):
    location = str(shutil.copytree(tiny_run, tmp_path / "run"))
    first = open_run(location)
    assert open_run(location) is first
    writer = RunWriter(location, "tiny")
    writer.manifest["warnings"] = ["grown"]
    writer.save()
    second = open_run(location)
    assert second is not first
    assert second.manifest["warnings"] == ["grown"]
    assert key_of(second) != key_of(first) == key_of(first)


def test_a_run_that_went_away_says_how_to_make_it(tmp_path):
    with pytest.raises(StoreError, match="python -m analysis run"):
        open_run(str(tmp_path / "gone"))
