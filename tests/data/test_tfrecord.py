"""Datasets in TFRecord shards: published layouts, real files, bad files."""

from __future__ import annotations

import io
import shutil

import pytest
from PIL import Image

from data import tfrecord
from data.catalog import open_dataset
from data.check import check
from data.contract import DataError
from data.fingerprint import fingerprint
from data.picture_bytes import picture_bytes
from data.record_reference import parse
from data.verify import verify
from tests.data.shards import damaged, encoded, melanoma_folder, write_shard


@pytest.fixture
def folder(tmp_path):
    return melanoma_folder(tmp_path / "melanoma")


def test_kaggles_melanoma_layout(folder):
    dataset = tfrecord.load(str(folder), preset="melanoma")
    assert dataset.kind == "tfrecord" and dataset.classes == ("benign", "malignant") and len(dataset) == 12
    assert list(dataset.samples["label"].value_counts().sort_index()) == [6, 6]
    assert set(dataset.samples["split"]) == {"train"} and dataset.samples["group"].nunique() == 6
    assert list(dataset.samples.columns[-4:]) == ["sex", "age_approx", "anatom_site_general_challenge", "diagnosis"]
    assert set(dataset.skipped["reason"]) == {"no label: the record has no feature 'target', as in test files"}
    assert list(dataset.skipped["sample"]) == [f"ISIC_{number:07d}" for number in range(100, 104)]


def test_ways_to_open(folder):
    whole = open_dataset(f"melanoma:{folder}").samples
    assert open_dataset(str(folder)).options == {"preset": "melanoma", "files": "*"}
    assert open_dataset(str(folder)).samples.equals(whole)
    some = open_dataset(f"{folder}/train*.tfrec")
    assert some.samples.equals(whole) and some.skipped.empty and some.location == str(folder)
    assert some.name == "melanoma" and some.options == {"files": "train*.tfrec", "preset": "melanoma"}
    assert len(open_dataset(str(folder / "train01-6.tfrec"), validation=0, test=0)) == 6


def test_pictures_are_opened_where_they_lie(folder):
    seen = verify(tfrecord.load(str(folder)))
    assert set(seen.samples["width"]) == {12} and set(seen.samples["height"]) == {9}


def test_a_corrupted_record_is_left_out_with_file_and_offset(folder):
    dataset = tfrecord.load(str(folder))
    bad = parse(dataset.samples["file"][8])
    damaged(folder / "train01-6.tfrec", bad.offset + 50)
    again = tfrecord.load(str(folder))
    row = again.skipped[again.skipped["reason"].str.startswith("corrupted")].iloc[0]
    assert row["reason"] == f"corrupted: the checksum of the record at byte {bad.offset:,} does not match"
    assert row["file"] == str(bad) and row["sample"] == "train01-6-000002" and len(again) == 11
    assert f"1 × {row['reason']}" in check(again).text


def test_a_record_that_is_damaged_later(folder):
    dataset = tfrecord.load(str(folder))
    bad = parse(dataset.samples["file"][8])
    damaged(folder / "train01-6.tfrec", bad.offset + 50)
    reasons = list(verify(dataset).skipped["reason"])
    assert len(reasons) == 5 and "a checksum that does not match in the record at byte" in reasons[-1]
    with pytest.raises(DataError, match="checksum"):
        fingerprint(dataset)


def test_a_truncated_shard(folder):
    path = folder / "train01-6.tfrec"
    path.write_bytes(path.read_bytes()[:-100])
    dataset = tfrecord.load(str(folder))
    assert len(dataset) == 11
    reason = dataset.skipped[dataset.skipped["reason"].str.startswith("truncated")].iloc[0]["reason"]
    assert f"the file ends at byte {path.stat().st_size:,} within the record at byte" in reason
    for other in (folder / "train00-6.tfrec", folder / "test00-4.tfrec"):
        other.unlink()
    path.write_bytes(path.read_bytes()[:100])
    with pytest.raises(DataError, match=r"No record in .* can be read.*train01-6\.tfrec: truncated"):
        tfrecord.load(str(folder))


def test_a_mapping_of_ones_own(tmp_path):
    rows = [{"pixels": encoded(n), "kind": ("cat", "dog")[n % 2].encode(), "owner": n // 2} for n in range(8)]
    write_shard(tmp_path / "pets.tfrec", rows)
    with pytest.raises(
        DataError, match=r"Which feature .* is the picture.*Its records have: 'kind', 'owner', 'pixels'"
    ):
        open_dataset(str(tmp_path))
    with pytest.raises(DataError, match=r"Which feature of .* is the label"):
        open_dataset(str(tmp_path), image_feature="pixels")
    own = {"image_feature": "pixels", "label_feature": "kind", "group_feature": "owner", "labels": {"cat": "Katze"}}
    with pytest.raises(DataError, match="values other than 'cat': 'dog'"):
        open_dataset(str(tmp_path), **own)
    own["labels"]["dog"] = "Hund"
    dataset = open_dataset(str(tmp_path), validation=0.25, test=0, **own)
    assert dataset.classes == ("Hund", "Katze") and dataset.samples.groupby("group")["split"].nunique().eq(1).all()


def test_unknown_presets_and_other_layouts(folder):
    with pytest.raises(DataError, match=r"No dataset 'movies:.*one of .*melanoma:FOLDER, cifar10:FOLDER"):
        open_dataset(f"movies:{folder}")
    with pytest.raises(DataError, match="No TFRecord preset 'movies'"):
        open_dataset(str(folder), preset="movies")
    with pytest.raises(DataError, match=r"No record of .* has a feature 'image_raw' \(picture\)"):
        open_dataset(f"flowers:{folder}")


@pytest.fixture
def real(real_data):
    if not (real_data / "tfrecord").is_dir():
        pytest.skip("the TFX example files are not there")
    return real_data / "tfrecord"


@pytest.mark.real_data
def test_real_cifar10(real):
    dataset = open_dataset(f"cifar10:{real}", validation=0)
    assert dataset.samples["split"].value_counts().to_dict() == {"train": 128, "test": 128} and dataset.skipped.empty
    names = (real / "cifar10_labels.txt").read_text().split()
    assert dataset.classes == tuple(names) and dataset.samples["label"].nunique() == 10
    with Image.open(io.BytesIO(picture_bytes(dataset.samples["file"][200]))) as picture:
        assert picture.format == "PNG" and picture.size == (32, 32)


@pytest.mark.real_data
def test_real_flowers(real, tmp_path):
    dataset = open_dataset(f"flowers:{real}")
    assert len(dataset) == 25 and dataset.classes == ("0", "1", "2", "3", "4")
    seen = verify(dataset).samples
    assert seen[["width", "height"]].equals(dataset.samples[["width", "height"]])  # the records say it too
    shutil.copy(real / "flowers.tfrecord", tmp_path)
    copied = open_dataset(str(tmp_path))
    assert copied.options["preset"] == "flowers" and fingerprint(copied) == fingerprint(dataset)


@pytest.mark.real_data
def test_layouts_that_do_not_belong_together(real):
    with pytest.raises(DataError, match=r"No record of .* has a feature 'image_name' \(sample\)"):
        open_dataset(f"melanoma:{real}")
