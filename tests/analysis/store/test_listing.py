"""Only folders with a manifest are run stores."""

from __future__ import annotations

from analysis.store.listing import list_runs


def test_only_folders_with_a_manifest_count_and_they_come_by_name(tmp_path):
    for name in ("second", "first", "no_store"):
        (tmp_path / name).mkdir()
    for name in ("second", "first"):
        (tmp_path / name / "run.json").write_text("{}")
    (tmp_path / "run.json").write_text("{}")
    assert list_runs(str(tmp_path)) == [f"{tmp_path}/first", f"{tmp_path}/second"]
    assert list_runs(str(tmp_path / "absent")) == []
