"""The fingerprint changes with the pictures, their order and their names, and with nothing else."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import fsspec
import pytest

from data import tfrecord
from data.contract import DataError
from data.fingerprint import fingerprint
from data.image_folder import load
from data.record_example import example
from data.record_file import frame
from tests.data.conftest import draw


def test_against_its_definition(class_folder):
    dataset = load(str(class_folder))
    total = hashlib.sha256()
    for sample, file in zip(dataset.samples["sample"], dataset.samples["file"], strict=True):
        total.update(len(sample.encode()).to_bytes(8, "big") + sample.encode())
        total.update(hashlib.sha256(Path(file).read_bytes()).digest())
    assert fingerprint(dataset) == total.hexdigest()


def test_what_changes_it(class_folder, tmp_path):
    dataset = load(str(class_folder))
    before = fingerprint(dataset)
    moved = class_folder.rename(tmp_path / "elsewhere")
    assert fingerprint(load(str(moved))) == before
    assert fingerprint(replace(load(str(moved)), samples=load(str(moved)).samples[::-1])) != before
    draw(moved / "cats" / "0.png", seed=99)
    assert fingerprint(load(str(moved))) != before


def test_remote_files_are_not_fetched():
    memory = fsspec.filesystem("memory")
    for label in ("a", "b"):
        memory.pipe_file(f"/marks/{label}/1.png", b"first")
    before = fingerprint(load("memory://marks"))
    assert fingerprint(load("memory://marks")) == before
    memory.pipe_file("/marks/a/1.png", b"other content")
    assert fingerprint(load("memory://marks")) != before


def test_a_file_that_is_gone(class_folder):
    dataset = load(str(class_folder))
    (class_folder / "cats" / "0.png").unlink()
    with pytest.raises(DataError, match=r"Cannot read .*0.png.*data check"):
        fingerprint(dataset)


def test_records_on_object_storage_ask_once_per_shard(monkeypatch):
    memory = fsspec.filesystem("memory")
    for name in ("train00", "test00"):
        rows = [frame(example({"image": b"x", "label": number % 2})) for number in range(4)]
        memory.pipe_file(f"/shards/{name}.tfrec", b"".join(rows))
    dataset = tfrecord.load("memory://shards", image_feature="image", label_feature="label")
    asked = []
    monkeypatch.setattr("data.fingerprint._version", lambda file: asked.append(file) or "1")
    before = fingerprint(dataset)
    assert sorted(asked) == ["memory://shards/test00.tfrec", "memory://shards/train00.tfrec"]
    monkeypatch.setattr("data.fingerprint._version", lambda file: "2")
    assert fingerprint(dataset) != before
