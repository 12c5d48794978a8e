"""Runs by their names: a folder of them, one alone, and a run that grew."""

import pytest

from analysis.service.contract import Refused
from analysis.service.open_runs import locations, open_run
from analysis.store.writer import RunWriter
from tests.tiny_store import build


def test_a_folder_and_a_single_run(tiny_runs):
    assert open_run(tiny_runs, "tiny_sgd").name == "tiny_sgd"
    assert open_run(f"{tiny_runs}/tiny_sgd", "tiny_sgd").name == "tiny_sgd"
    with pytest.raises(Refused, match="Found: tiny_sgd"):
        open_run(f"{tiny_runs}/tiny_sgd", "tiny_adam")
    assert len(locations(tiny_runs)) == 2


def test_no_runs(tmp_path):
    with pytest.raises(Refused, match="Found: none"):
        open_run(str(tmp_path), "x")


def test_a_run_is_read_anew_when_its_manifest_changed(tmp_path):
    location = build(tmp_path / "run")
    first = open_run(str(tmp_path), "run")
    assert open_run(str(tmp_path), "run") is first
    writer = RunWriter(location, "run")
    writer.manifest["warnings"] = ["new"]
    writer.save()
    assert open_run(str(tmp_path), "run").manifest["warnings"] == ["new"]
