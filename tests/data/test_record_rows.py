"""Records become samples, or are left out with a reason."""

from __future__ import annotations

import numpy as np
import pytest

from data.contract import DataError
from data.record_mapping import mapping
from data.record_rows import sample_rows
from data.record_scan import scan
from data.record_shards import find_shards
from tests.data.shards import encoded, melanoma, write_shard


def rows_of(folder, preset=None, **options):
    chosen = mapping(preset, options)
    shards = find_shards(str(folder), ["*"])
    return sample_rows(scan(shards, chosen.picture), shards, chosen, str(folder))


def test_ids_from_shard_and_number(tmp_path):
    for name in ("x/a.tfrec", "y/a.tfrec"):
        write_shard(tmp_path / name, [{"image": encoded(0), "kind": number} for number in range(2)])
    rows, _ = rows_of(tmp_path, image_feature="image", label_feature="kind")
    assert list(rows["sample"]) == ["x/a-000000", "x/a-000001", "y/a-000000", "y/a-000001"]
    assert list(rows["label"]) == ["0", "1", "0", "1"] and set(rows["split"]) == {"all"}


def test_missing_values_of_kaggle(tmp_path):
    records = [melanoma(number, target=number % 2) for number in range(3)]
    records[1] |= {"age_approx": -1, "patient_id": -1}
    rows, _ = rows_of(write_shard(tmp_path / "train.tfrec", records).parent, "melanoma")
    assert list(rows["group"]) == ["0", "", "1"] and np.isnan(rows["age_approx"][1]) and rows["age_approx"][2] == 42
    assert rows["sex"].dtype == np.int64 and list(rows["label"]) == ["benign", "malignant", "benign"]


def test_reasons(tmp_path):
    records = [melanoma(number, target=0) for number in range(5)]
    del records[0]["target"], records[1]["image"]
    records[2]["image"], records[3]["image_name"] = 3, b""
    write_shard(tmp_path / "train00-7.tfrec", records)
    rows, skipped = rows_of(tmp_path, "melanoma")
    assert list(rows["sample"]) == ["ISIC_0000004"]
    assert [(sample, reason) for sample, _, reason in skipped] == [
        ("ISIC_0000000", "no label: the record has no feature 'target', as in test files"),
        ("ISIC_0000001", "no picture in feature 'image'"),
        ("ISIC_0000002", "no encoded picture but something else in feature 'image'"),
        ("", "the record has no id"),
        ("", "the shard holds 5 records, its name says 7"),
    ]


def test_what_a_record_says_goes_before_its_shards_name(tmp_path):
    common = {"image": encoded(0), "sample": b"a", "label_name": b"x"}
    records = [{**common, "split": b"val", "row": 2}, {**common, "split": b"", "row": 1}, {**common, "row": 0}]
    write_shard(tmp_path / "train.tfrec", records)
    rows, _ = rows_of(tmp_path, "epochscope")
    assert list(rows["split"]) == ["train", "train", "validation"] and "row" not in rows


def test_names_that_the_contract_uses(tmp_path):
    records = [{"pic": encoded(0), "kind": b"x", "file": b"a.jpg", "label": 3}]
    write_shard(tmp_path / "a.tfrec", records)
    rows, _ = rows_of(tmp_path, image_feature="pic", label_feature="kind")
    assert list(rows["file_in_record"]) == ["a.jpg"] and list(rows["label_in_record"]) == [3]


def test_nothing_to_use(tmp_path):
    write_shard(tmp_path / "test.tfrec", [melanoma(0) | {"target": 1}, melanoma(1)])
    with pytest.raises(DataError, match=r"labels of .* have values other than 'benign': '1'"):
        rows_of(tmp_path, "melanoma", labels={"benign": "0"})
    write_shard(tmp_path / "test.tfrec", [{"image": 1, "image_name": b"a", "target": 1}])
    with pytest.raises(DataError, match=r"Feature 'image' of .* is int64"):
        rows_of(tmp_path, "melanoma")
    (tmp_path / "test.tfrec").write_bytes(b"no record at all")
    with pytest.raises(DataError, match=r"No record in .* can be read. '.*test\.tfrec: not a TFRecord file'"):
        rows_of(tmp_path, "melanoma")
    (tmp_path / "test.tfrec").write_bytes(b"")
    with pytest.raises(DataError, match="The shards are empty"):
        rows_of(tmp_path, "melanoma")
