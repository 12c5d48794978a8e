"""Remote files as copies on this machine; a server on loopback stands in for Google's."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.contract import DataError
from data.locations import join, write_atomically
from data.nearby import nearby, readable_by_tensorflow
from tests.storage import emulator


def test_what_tensorflow_reads_stays_where_it_is(tmp_path, monkeypatch):
    monkeypatch.delenv("STORAGE_EMULATOR_HOST", raising=False)
    files = [str(tmp_path / "a.jpg"), "gs://bucket/b.jpg", "gs://bucket/c.tfrec#record=0@0+10:image"]
    assert nearby(files) == files
    assert not readable_by_tensorflow("memory://bucket/b.jpg")


def test_pictures_and_shards_are_fetched_once_each():
    with emulator() as bucket:
        for name in ("a/x.jpg", "b/x.jpg", "train00-2.tfrec"):
            write_atomically(join(bucket, name), name.encode())
        records = [f"{bucket}/train00-2.tfrec#record={number}@{number}+1:image" for number in (0, 1)]
        first, second, *shards = nearby([f"{bucket}/a/x.jpg", f"{bucket}/b/x.jpg", *records])
        again = nearby(records)
    assert [Path(first).read_bytes(), Path(second).read_bytes()] == [b"a/x.jpg", b"b/x.jpg"]
    copy = shards[0].partition("#")[0]
    assert Path(copy).name == "train00-2.tfrec" and Path(copy).read_bytes() == b"train00-2.tfrec"
    assert shards == again == [f"{copy}#record=0@0+1:image", f"{copy}#record=1@1+1:image"]


def test_a_file_that_is_gone_is_named():
    with emulator() as bucket, pytest.raises(DataError, match=r"Cannot fetch gs://lesions/gone.jpg"):
        nearby([f"{bucket}/gone.jpg"])
