"""The original only where it really lies inside the dataset's folder, and never more pixels than agreed."""

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
import streamlit as st
from PIL import Image

from analysis.contract import StoreError
from dashboard import sample_picture
from dashboard.sample_picture import original_path, picture_of
from data.record_file import records
from data.record_reference import Reference
from tests.data.shards import damaged, write_shard


@pytest.fixture
def folder(tmp_path):
    inside = tmp_path / "data"
    (inside / "sub").mkdir(parents=True)
    Image.new("RGB", (900, 600), (200, 30, 30)).save(inside / "sub" / "a.jpg")
    (tmp_path / "secret.jpg").write_bytes((inside / "sub" / "a.jpg").read_bytes())
    return inside


def test_relative_and_absolute_files_inside(folder):
    assert original_path(str(folder), "sub/a.jpg") == folder / "sub" / "a.jpg"
    assert original_path(str(folder), str(folder / "sub" / "a.jpg")) == folder / "sub" / "a.jpg"
    (folder / "table.csv").write_text("x")
    assert original_path(str(folder / "table.csv"), "sub/a.jpg") == folder / "sub" / "a.jpg"


OUTSIDE = ["../secret.jpg", "/etc/passwd", "sub/../../secret.jpg", "gs://b/a.jpg"]


@pytest.mark.parametrize("file", [*OUTSIDE, "sub", "missing.jpg", "", "a\0b", "x" * 5000])
def test_nothing_outside_and_nothing_odd(folder, file):
    assert original_path(str(folder), file) is None


def test_links_that_lead_outside_are_not_followed(folder):
    (folder / "link.jpg").symlink_to(folder.parent / "secret.jpg")
    (folder / "loop").symlink_to(folder / "loop")
    assert original_path(str(folder), "link.jpg") is None
    assert original_path(str(folder), "loop") is None
    assert original_path("", "sub/a.jpg") is None
    assert original_path("gs://bucket/data", "a.jpg") is None
    assert original_path(str(folder.parent / "gone"), "a.jpg") is None


def run_with(folder, file, thumbnails=1):
    def one(row):
        if row >= thumbnails:
            raise StoreError("no thumbnail")
        return np.full((96, 96, 3), 7, np.uint8)

    small = SimpleNamespace(count=thumbnails, one=one)
    samples = pd.DataFrame({"file": [file]})
    return SimpleNamespace(manifest={"dataset": {"location": str(folder)}}, samples=samples, thumbnails=small)


def test_the_original_is_reduced_and_named(folder):
    found = picture_of(run_with(folder, "sub/a.jpg"), 0)
    assert found.original and found.words == "Original, 900 × 600 pixels"
    assert max(found.pixels.shape) <= 640 and found.pixels.shape[2] == 3


def test_otherwise_the_thumbnail_says_so(folder, monkeypatch):
    (folder / "broken.jpg").write_bytes(b"\xff\xd8 no picture")
    for file in ("broken.jpg", "../secret.jpg", "missing.jpg"):
        found = picture_of(run_with(folder, file), 0)
        assert not found.original and found.words.startswith("Thumbnail") and found.pixels[0, 0, 0] == 7
    monkeypatch.setattr(sample_picture, "MOST_PIXELS", 1000)
    Image.new("RGB", (901, 600)).save(folder / "huge.png")
    assert not picture_of(run_with(folder, "huge.png"), 0).original
    assert picture_of(run_with(folder, "missing.jpg", thumbnails=0), 0) is None


@pytest.fixture
def shard(folder):
    rows = [{"image": (folder / "sub" / "a.jpg").read_bytes()}, {"image": b"no picture"}]
    return write_shard(folder / "train.tfrec", rows)


def references(shard):
    return [
        str(Reference(str(shard), record.number, record.offset, len(record.content), "image"))
        for record in records(str(shard))
    ]


def test_a_record_of_a_shard_inside(folder, shard):
    good, bad = references(shard)
    assert original_path(str(folder), good) == shard
    found = picture_of(run_with(folder, good), 0)
    assert found.original and found.words == "Original, 900 × 600 pixels"
    for file in (bad, good.replace(":image", ":mask"), good.replace("0@0+", "0@0+9"), good.replace("@0", "@7")):
        assert not picture_of(run_with(folder, file), 0).original
    damaged(shard, 400)
    st.cache_data.clear()
    assert not picture_of(run_with(folder, good), 0).original


def test_no_record_of_a_shard_outside(folder, shard):
    outside = folder.parent / "secret.tfrec"
    outside.write_bytes(shard.read_bytes())
    (folder / "link.tfrec").symlink_to(outside)
    good = references(outside)[0]
    record = good.rpartition("#")[2]
    for file in (good, f"../secret.tfrec#{record}", f"link.tfrec#{record}", f"gs://b/a.tfrec#{record}", f"#{record}"):
        assert original_path(str(folder), file) is None
        assert not picture_of(run_with(folder, file), 0).original
