"""Which files are shards and what their names say."""

from __future__ import annotations

import os

import pytest

from data.contract import DataError
from data.record_shards import find_shards, is_shard, located, split_in_name


@pytest.mark.parametrize(
    ("path", "split"),
    [
        ("train00-2071.tfrec", "train"),
        ("test15-687.tfrec", "test"),
        ("cifar10_test.tfrecord", "test"),
        ("valid-00001-of-00003.tfrecord", "validation"),
        ("flowers-validation.tfrecords-00000-of-00002", "validation"),
        ("val/part3.tfrecord", "validation"),
        ("train/test_part3.tfrecord", "test"),
        ("pretrained.tfrec", "all"),
        ("flowers.tfrecord", "all"),
        ("train_and_test.tfrec", "all"),
    ],
)
def test_splits_in_names(path, split):
    assert is_shard(path) and split_in_name(path) == split


def test_names_of_other_files():
    assert not any(map(is_shard, ["labels.txt", "a.tfrecord.gz", "tfrec", "train-00000-of-00001"]))


def test_shards_of_a_folder(tmp_path):
    for name in ("train10-20.tfrec", "train09-21.tfrec", "inner/test00.tfrecord", "labels.csv", ".hidden.tfrec"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"12345")
    found = find_shards(str(tmp_path), ["*"])
    assert [shard.path for shard in found] == ["inner/test00.tfrecord", "train09-21.tfrec", "train10-20.tfrec"]
    assert [shard.announced for shard in found] == [None, 21, 20] and {shard.size for shard in found} == {5}
    assert [shard.path for shard in find_shards(str(tmp_path), ["flowers*", "train1*", "*"])] == ["train10-20.tfrec"]
    before = found[1].version
    os.utime(tmp_path / "train09-21.tfrec", (1, 1))
    assert find_shards(str(tmp_path), ["train09*"])[0].version != before


def test_places(tmp_path):
    (tmp_path / "odd[1].tfrec").write_bytes(b"")
    assert located(str(tmp_path)) == (str(tmp_path), None)
    assert located(f"{tmp_path}/train*.tfrec") == (str(tmp_path), "train*.tfrec")
    folder, pattern = located(str(tmp_path / "odd[1].tfrec"))
    assert [shard.path for shard in find_shards(folder, [pattern])] == ["odd[1].tfrec"]
    assert located("memory://none/set/t?.tfrec") == ("memory://none/set", "t?.tfrec")


def test_no_shards(tmp_path):
    (tmp_path / "train.tfrec").write_bytes(b"")
    with pytest.raises(DataError, match=r"No TFRecord shards in .*Wanted files like cifar\*.*Found: 'train\.tfrec'"):
        find_shards(str(tmp_path), ["cifar*"])
    with pytest.raises(DataError, match="No folder"):
        find_shards(str(tmp_path / "gone"), ["*"])
