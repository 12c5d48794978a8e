"""run.json is replaced whole or not at all."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from analysis.contract import StoreError
from analysis.store import manifest


def test_what_is_written_is_read_and_stamped(tmp_path):
    content = manifest.blank("mine") | {"classes": ["<b>", "🙂", "a\nb"]}
    manifest.write(str(tmp_path), content)
    found = manifest.read(str(tmp_path))
    assert found["classes"] == content["classes"]
    assert found["updated"] >= content["updated"]
    assert manifest.digest(str(tmp_path)) == manifest.digest(str(tmp_path))


def test_a_failed_write_leaves_the_old_manifest(tmp_path):
    manifest.write(str(tmp_path), manifest.blank("mine"))
    before = (tmp_path / "run.json").read_bytes()
    with pytest.raises(ValueError, match="not JSON compliant"):
        manifest.write(str(tmp_path), {"format": 1, "loss": float("nan")})
    assert (tmp_path / "run.json").read_bytes() == before
    assert [path.name for path in Path(tmp_path).iterdir()] == ["run.json"]


def test_the_digest_changes_with_the_content(tmp_path):
    manifest.write(str(tmp_path), manifest.blank("mine"))
    first = manifest.digest(str(tmp_path))
    content = json.loads((tmp_path / "run.json").read_text())
    manifest.write(str(tmp_path), content | {"epochs": [{"epoch": 1}]})
    assert manifest.digest(str(tmp_path)) != first


@pytest.mark.parametrize("content", ["[]", '{"format": 1}', '{"format": "x"}', "{", '{"format": null}'])
def test_what_is_no_manifest_is_refused_by_its_path(tmp_path, content):
    (tmp_path / "run.json").write_text(content)
    with pytest.raises(StoreError, match=r"run\.json is not a run manifest"):
        manifest.read(str(tmp_path))


def test_a_run_that_went_away_or_cannot_be_read_is_no_traceback(tmp_path):
    for read in (manifest.read, manifest.digest):
        with pytest.raises(StoreError, match=r"run\.json is missing"):
            read(str(tmp_path))
    (tmp_path / "run.json").mkdir()
    for read in (manifest.read, manifest.digest):
        with pytest.raises(StoreError, match=r"run\.json cannot be read: Is a directory"):
            read(str(tmp_path))
