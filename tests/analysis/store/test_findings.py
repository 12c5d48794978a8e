"""Findings as they stand in run.json."""

from analysis.store.findings import Finding, from_json
from analysis.store.reader import Run
from analysis.store.writer import RunWriter
from tests.tiny_store import build


def test_a_finding_comes_back_as_it_was(tmp_path):
    found = Finding(
        "norms", "Norms", "warning", "Words.", "Numbers.", "How.", "Do.", [1, 2], 0.5, "share", "embedding_norm"
    )  # fmt: skip
    location = build(tmp_path / "run")
    writer = RunWriter(location, "run")
    writer.manifest["health"] = [found.to_json()]
    writer.save()
    assert Run(location).findings == [found]


def test_what_another_version_wrote_is_read_as_far_as_it_goes():
    found = from_json({"check": "x", "level": "unheard of", "value": "high", "epochs": 0.5, "more": 1})
    assert found == Finding("x", "", "note", "")


def test_a_run_that_was_never_examined_has_none(tiny_run):
    run = Run(tiny_run)
    assert run.findings == [] and run.health.empty and list(run.health.columns) == ["epoch"]
    assert run.logged_accuracy == "val_accuracy"
