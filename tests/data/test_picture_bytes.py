"""Encoded pictures from files and from records, without TensorFlow."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

import pytest

from data import tfrecord
from data.contract import DataError
from data.picture_bytes import picture_bytes
from data.record_reference import parse
from tests.data.conftest import draw
from tests.data.shards import damaged, encoded, melanoma, write_shard


@pytest.fixture
def dataset(tmp_path):
    write_shard(tmp_path / "train00-4.tfrec", [melanoma(number, target=number % 2) for number in range(4)])
    return tfrecord.load(str(tmp_path))


def test_a_file(tmp_path):
    path = draw(tmp_path / "a.png")
    assert picture_bytes(str(path)) == path.read_bytes()
    with pytest.raises(FileNotFoundError):
        picture_bytes(str(tmp_path / "b.png"))


def test_records(dataset):
    for number, file in enumerate(dataset.samples["file"]):
        assert picture_bytes(file) == encoded(number, "JPEG")


def test_records_on_object_storage(dataset, tmp_path):
    import fsspec

    fsspec.filesystem("memory").pipe_file("/records/train00-4.tfrec", (tmp_path / "train00-4.tfrec").read_bytes())
    far = tfrecord.load("memory://records")
    assert far.samples["file"][3].startswith("memory://records/train00-4.tfrec#record=3@")
    assert [picture_bytes(file) for file in far.samples["file"]] == [encoded(number, "JPEG") for number in range(4)]


def test_a_corrupted_record(dataset, tmp_path):
    file = dataset.samples["file"][2]
    damaged(tmp_path / "train00-4.tfrec", parse(file).offset + 100)
    with pytest.raises(DataError, match=rf"train00-4\.tfrec: a checksum .* at byte {parse(file).offset:,}"):
        picture_bytes(file)
    assert picture_bytes(dataset.samples["file"][3]) == encoded(3, "JPEG")


def test_a_record_without_that_picture(dataset):
    reference = replace(parse(dataset.samples["file"][1]), feature="thumbnail")
    with pytest.raises(DataError, match=r"Record 1 of .*train00-4\.tfrec has no picture in feature 'thumbnail'"):
        picture_bytes(str(reference))


def test_tensorflow_stays_out():
    script = "import sys, data.picture_bytes, data.tfrecord, data.record_writer; print('tensorflow' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
