"""run.json is replaced whole or not at all."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

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
