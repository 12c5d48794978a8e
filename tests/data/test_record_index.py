"""A scan that is kept, and when it is not believed."""

from __future__ import annotations

import os

import pandas as pd
import pytest

from data import record_index
from data.record_index import FILE, record_table, write_index
from data.record_shards import find_shards
from tests.data.shards import melanoma_folder


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(record_index, "CACHE", tmp_path / "cache")
    return melanoma_folder(tmp_path / "set")


@pytest.fixture
def scans(monkeypatch):
    counted = []
    scan = record_index.scan
    monkeypatch.setattr(record_index, "scan", lambda *given: counted.append(1) or scan(*given))
    return counted


def opened(folder):
    return record_table(str(folder), find_shards(str(folder), ["*"]), "image")


def same(first, second):
    pd.testing.assert_frame_equal(first.rows, second.rows)
    pd.testing.assert_frame_equal(first.values, second.values)
    return first.kinds == second.kinds


def test_small_sets_leave_nothing_behind(folder, scans):
    opened(folder), opened(folder)
    assert len(scans) == 2 and not record_index.CACHE.exists() and not (folder / FILE).exists()


def test_large_sets_are_read_once(folder, scans, monkeypatch):
    monkeypatch.setattr(record_index, "KEEP_FROM", 0)
    assert same(opened(folder), opened(folder)) and len(scans) == 1
    os.utime(folder / "train00-6.tfrec", (1, 1))
    opened(folder)
    assert len(scans) == 2


def test_an_index_beside_the_shards(folder, scans):
    written = write_index(str(folder), find_shards(str(folder), ["*"]), "image")
    assert same(opened(folder), written) and len(scans) == 1
    record_table(str(folder), find_shards(str(folder), ["train*"]), "image")
    assert len(scans) == 2


@pytest.mark.parametrize("content", [b"", b"PAR1 no parquet PAR1"])
def test_a_damaged_index(folder, scans, content):
    write_index(str(folder), find_shards(str(folder), ["*"]), "image")
    (folder / FILE).write_bytes(content)
    assert len(opened(folder).rows) == 16 and len(scans) == 2


def test_a_place_that_cannot_be_written(folder, monkeypatch, capsys, tmp_path):
    (tmp_path / "cache").write_text("a file where a folder should be")
    monkeypatch.setattr(record_index, "KEEP_FROM", 0)
    assert len(opened(folder).rows) == 16
    assert "will be read again next time" in capsys.readouterr().err
