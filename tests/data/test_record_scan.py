"""One pass over all records: types, missing values, pictures, faults."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from data.contract import DataError
from data.record_scan import scan
from data.record_shards import find_shards
from tests.data.shards import damaged, encoded, write_shard


def scanned(folder, picture="image"):
    return scan(find_shards(str(folder), ["*"]), picture)


def test_types_and_missing_values(tmp_path):
    rows = [
        {"image": encoded(0), "age": 0.1, "count": 2**60, "site": "Rücken".encode(), "mask": b"\xff\xfe", "some": 1},
        {"image": encoded(1), "age": 55.0, "count": -1, "site": b"", "mask": b"text"},
    ]
    write_shard(tmp_path / "a.tfrec", rows)
    table = scanned(tmp_path)
    kinds = {"image": "bytes", "age": "float", "count": "int64", "site": "text", "mask": "bytes", "some": "int64"}
    assert table.kinds == kinds and list(table.values) == ["age", "count", "site", "some"]
    assert list(table.values["age"]) == [0.1, 55.0] and table.values["age"].dtype == np.float64
    assert list(table.values["count"]) == [2**60, -1] and table.values["count"].dtype == np.int64
    assert table.values["site"][0] == "Rücken" and pd.isna(table.values["site"][1])
    assert table.values["some"][0] == 1 and np.isnan(table.values["some"][1])
    assert list(table.rows["picture"]) == [len(encoded(0)), len(encoded(1))]


def test_pictures_that_are_none(tmp_path):
    write_shard(tmp_path / "a.tfrec", [{"label": 1}, {"image": 7, "label": 1}])
    assert list(scanned(tmp_path).rows["picture"]) == [-1, -2]


def test_faults_stand_beside_good_records(tmp_path):
    rows = [{"image": encoded(number), "label": number} for number in range(4)]
    path = write_shard(tmp_path / "b.tfrec", rows)
    write_shard(tmp_path / "a.tfrec", rows[:1])
    damaged(path, scanned(tmp_path).rows["offset"][2] + 40)
    path.write_bytes(path.read_bytes()[:-5])
    table = scanned(tmp_path)
    assert [fault.split(":")[0] for fault in table.rows["fault"]] == ["", "", "corrupted", "", "truncated"]
    assert list(table.rows["shard"]) == [0, 1, 1, 1, 1] and list(table.rows["number"]) == [0, 0, 1, 2, 3]
    assert list(table.values["label"].fillna(-1)) == [0, 0, -1, 2, -1]


def test_records_that_are_no_examples(tmp_path):
    from data.record_file import frame

    (tmp_path / "a.tfrec").write_bytes(frame(b"\xff\xff\xff"))
    assert scanned(tmp_path).rows["fault"][0] == "corrupted: it is no tf.train.Example (record at byte 0)"


def test_one_type_throughout(tmp_path):
    write_shard(tmp_path / "a.tfrec", [{"image": encoded(0), "label": 1}, {"image": encoded(0), "label": b"cat"}])
    with pytest.raises(DataError, match=r"Feature 'label' is text in .*a\.tfrec, record 1 at byte \d+, but int64"):
        scanned(tmp_path)


def test_progress_is_shown(tmp_path, monkeypatch, capsys):
    write_shard(tmp_path / "a.tfrec", [{"image": bytes(2_000_000)}] * 3)
    monkeypatch.setattr("data.progress.LINE_SECONDS", 0.0)
    scanned(tmp_path)
    assert "Reading records" in capsys.readouterr().err
