"""Conversion there and back, shards that hosts share evenly, and going on after a kill."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from data import picture_bytes as reading
from data import record_writer
from data.catalog import open_dataset
from data.contract import DataError
from data.fingerprint import fingerprint
from data.picture_bytes import picture_bytes
from data.record_layout import layout
from data.record_writer import shares, write_records
from tests.conftest import ROOT
from tests.data.conftest import draw
from tests.storage import emulator


@pytest.fixture
def dataset(tmp_path):
    """40 samples of 3 classes, groups of two, splits, folds, metadata with gaps."""
    for number in range(40):
        draw(tmp_path / "set" / "images" / f"s{number:02d}.{'jpg' if number % 2 else 'png'}", seed=number)
    rows = pd.DataFrame({"id": [f"s{number:02d}" for number in range(40)]})
    rows["kind"] = [("nv", "mel", "bkl")[number // 2 % 3] for number in range(40)]
    rows["lesion"] = [f"L{number // 2}" for number in range(40)]
    rows["fold"] = [number // 2 % 5 for number in range(40)]
    rows["age"] = [np.nan if number % 7 == 0 else 30.0 + number for number in range(40)]
    rows["weight"] = [number / 10 for number in range(40)]
    rows["site"] = [None if number % 5 == 0 else f"Körper {number}" for number in range(40)]
    rows["visits"] = range(40)
    rows.to_csv(tmp_path / "set" / "labels.csv", index=False)
    roles = {"id_column": "id", "label_column": "kind", "group_column": "lesion", "fold_column": "fold"}
    return open_dataset(str(tmp_path / "set"), classes=["nv", "mel", "bkl"], **roles)


def assert_same(read, dataset):
    assert read.classes == dataset.classes and read.carved == dataset.carved and read.name == dataset.name
    pd.testing.assert_frame_equal(read.samples.drop(columns="file"), dataset.samples.drop(columns="file"))
    files = zip(read.samples["file"], dataset.samples["file"], strict=True)
    assert all(picture_bytes(ours) == picture_bytes(theirs) for ours, theirs in files)


@pytest.mark.parametrize("name", ["epochscope", "melanoma"])
def test_there_and_back(dataset, tmp_path, name):
    folder = tmp_path / "records"
    assert write_records(dataset, str(folder), layout(dataset, name), shards=3) == 9
    read = open_dataset(str(folder))
    if name == "melanoma":
        renamed = {"age": "age_approx"}
        samples = dataset.samples.rename(columns=renamed)
        samples["age_approx"] = samples["age_approx"].astype("float64")
        dataset = replace(dataset, samples=samples)
    assert_same(read, dataset)
    assert read.kind == "tfrecord" and fingerprint(read) == fingerprint(dataset)


def test_without_its_description_the_records_say_it_all(dataset, tmp_path):
    write_records(dataset, str(tmp_path / "records"), layout(dataset), shards=2)
    for name in ("dataset.json", "records.parquet"):
        (tmp_path / "records" / name).unlink()
    read = open_dataset(str(tmp_path / "records")).samples
    assert read[["sample", "label", "split", "fold", "group"]].equals(
        dataset.samples[["sample", "label", "split", "fold", "group"]]
    )


@pytest.mark.parametrize("shards", [None, 1, 4, 7, 1000])
def test_shards_are_equal_to_within_one_record(dataset, shards):
    parts = shares(dataset, shards)
    assert sorted(row for part in parts for row in part.rows) == list(range(40))
    for split, count in dataset.samples["split"].value_counts().items():
        mine = [part for part in parts if part.name.startswith(split)]
        sizes = [len(part.rows) for part in mine]
        assert max(sizes) - min(sizes) <= 1 and sum(sizes) == count and len(mine) == min(shards or 1, count)
        assert mine[0].name == f"{split}{'0' * max(2, len(str(len(mine) - 1)))}-{sizes[0]}.tfrec"
        assert {dataset.samples["split"][row] for part in mine for row in part.rows} == {split}


def test_large_splits_get_sixteen(dataset):
    many = replace(dataset, samples=pd.concat([dataset.samples] * 20, ignore_index=True).assign(split="train"))
    assert len(shares(many)) == 16 and {len(part.rows) for part in shares(many)} == {50}
    with pytest.raises(DataError, match="at least one shard"):
        shares(many, 0)


def test_what_is_complete_is_left_alone(dataset, tmp_path):
    folder = str(tmp_path / "records")
    write_records(dataset, folder, layout(dataset), shards=2)
    before = {path.name: path.stat().st_mtime_ns for path in (tmp_path / "records").iterdir()}
    assert write_records(dataset, folder, layout(dataset), shards=2) == 0
    assert before == {path.name: path.stat().st_mtime_ns for path in (tmp_path / "records").iterdir()}
    with pytest.raises(DataError, match=r"another conversion \(shards 6 -> 3\).*--overwrite"):
        write_records(dataset, folder, layout(dataset), shards=1)
    assert write_records(dataset, folder, layout(dataset), shards=1, overwrite=True) == 3
    assert_same(open_dataset(folder), dataset)


def test_going_on_after_a_failure(dataset, tmp_path, monkeypatch):
    folder, seen = tmp_path / "records", []

    def failing(file):
        seen.append(file)
        if len(seen) > 30:
            raise FileNotFoundError(2, "No such file", file)
        return reading.picture_bytes(file)

    monkeypatch.setattr(record_writer, "picture_bytes", failing)
    with pytest.raises(DataError, match=r"Cannot read the picture .*finished shards are kept"):
        write_records(dataset, str(folder), layout(dataset), shards=4)
    there = sorted(path.name for path in folder.glob("*.tfrec"))
    assert 0 < len(there) < 12 and not list(folder.glob(".*")) and not (folder / "dataset.json").exists()
    monkeypatch.setattr(record_writer, "picture_bytes", reading.picture_bytes)
    assert write_records(dataset, str(folder), layout(dataset), shards=4) == 12 - len(there)
    assert_same(open_dataset(str(folder)), dataset)


def test_going_on_after_a_kill(dataset, tmp_path):
    script = (
        "import os, sys\nfrom data import record_writer\nfrom data.catalog import open_dataset\n"
        "from data.record_layout import layout\nreal, count = record_writer.picture_bytes, []\n"
        "def dying(file):\n    count.append(file)\n    len(count) > 25 and os.kill(os.getpid(), 9)\n"
        "    return real(file)\n"
        "record_writer.picture_bytes = dying\nd = open_dataset(sys.argv[1], id_column='id', label_column='kind')\n"
        "record_writer.write_records(d, sys.argv[2], layout(d), shards=4)"
    )
    folder = tmp_path / "records"
    arguments = [sys.executable, "-c", script, str(tmp_path / "set"), str(folder)]
    done = subprocess.run(arguments, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True)
    assert done.returncode == -9 and not (folder / "dataset.json").exists()
    source = open_dataset(str(tmp_path / "set"), id_column="id", label_column="kind")
    there = len(list(folder.glob("[a-z]*.tfrec")))
    assert write_records(source, str(folder), layout(source), shards=4) == 12 - there < 12
    assert_same(open_dataset(str(folder)), source)


def test_a_folder_of_something_else(dataset, tmp_path):
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "dear.txt").write_text("John")
    with pytest.raises(DataError, match="holds something else than converted records"):
        write_records(dataset, str(tmp_path / "letters"), layout(dataset), overwrite=True)


def test_to_and_from_object_storage(dataset):
    with emulator() as bucket:
        assert write_records(dataset, f"{bucket}/sets/lesions", layout(dataset), shards=2) == 6
        read = open_dataset(f"{bucket}/sets/lesions")
        assert read.samples["file"][0].startswith(f"{bucket}/sets/lesions/") and read.kind == "tfrecord"
        assert_same(read, dataset)
        assert len(fingerprint(read)) == 64
        assert write_records(dataset, f"{bucket}/sets/lesions", layout(dataset), shards=2) == 0
        assert write_records(dataset, f"{bucket}/sets/lesions", layout(dataset), shards=1, overwrite=True) == 3
        assert len(open_dataset(f"{bucket}/sets/lesions/train*.tfrec")) == (dataset.samples["split"] == "train").sum()
