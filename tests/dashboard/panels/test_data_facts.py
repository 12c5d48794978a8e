"""The line of facts of the Data page."""

from analysis.store.reader import Run
from dashboard.panels.data_facts import facts
from tests.dashboard.duplicated_store import duplicated
from tests.dashboard.small_store import two_classes, write


def said(run):
    return {term: "".join(words) for term, words in facts(run).items()}


def test_what_the_tiny_run_is(tiny_run):
    run = Run(tiny_run)
    found = said(run)
    assert found["Samples"] == "60" and found["Groups"] == "30" and found["Left out"] == "1"
    assert found["Missing metadata"].startswith("9") and "in age" in found["Missing metadata"]
    assert "not looked for" in found["Duplicates"]
    rarest = run.samples["label"].value_counts().idxmin()
    assert f"rarest {rarest}" in found["Classes"]


def test_without_groups_and_metadata(tmp_path):
    found = said(Run(write(tmp_path, [0, 1, 1], {0: two_classes([0.1, 0.8, 0.9])})))
    assert "Groups" not in found and "no metadata" in found["Missing metadata"]


def test_duplicates_across_splits_stand_out(tmp_path):
    found = said(Run(duplicated(tmp_path / "run", [(0, 1, 4, False), (0, 3, 5, False)])))
    assert found["Duplicates"].startswith("2") and "1 across splits" in found["Duplicates"]
    assert "grave" in found["Duplicates"]
    assert "grave" not in said(Run(duplicated(tmp_path / "other", [(0, 3, 5, False)])))["Duplicates"]
