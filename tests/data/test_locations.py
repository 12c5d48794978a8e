"""Paths and URLs: joined, read, walked, and written whole or not at all."""

from __future__ import annotations

import errno
import os

import pytest

from data.contract import EpochscopeError
from data.locations import PART, exists, filesystem, is_local, join, read_bytes, walk, write_atomically


@pytest.mark.parametrize(
    ("start", "parts", "wanted"),
    [
        ("runs", ("mine", "run.json"), "runs/mine/run.json"),
        ("runs/", ("mine",), "runs/mine"),
        ("gs://bucket/b", ("c", "d"), "gs://bucket/b/c/d"),
        ("zip://::/tmp/a.zip", ("inner",), "zip://inner::/tmp/a.zip"),
        ("/odd::name", ("x",), "/odd::name/x"),
    ],
)
def test_join(start, parts, wanted):
    assert join(start, *parts) == wanted


@pytest.mark.parametrize("name", ["plain", "with::colons", 'quo"te', "emoji 🙂", "<script>"])
def test_local_names_stay_local_whatever_is_in_them(tmp_path, name):
    place = join(str(tmp_path / name), "file.bin")
    assert is_local(place) and not exists(place)
    write_atomically(place, b"content")
    assert exists(place) and read_bytes(place) == b"content"
    assert [path.name for path in (tmp_path / name).iterdir()] == ["file.bin"]


def test_a_remote_location_behaves_alike():
    write_atomically("memory://locations/a/b.bin", b"far")
    assert read_bytes("memory://locations/a/b.bin") == b"far"
    assert list(walk("memory://locations")) == [("", ["a"], []), ("a", [], ["b.bin"])]


def test_an_unknown_url_says_what_is_missing():
    with pytest.raises(EpochscopeError, match=r"needs its package installed \(gs:// needs gcsfs"):
        filesystem("nosuch://bucket/x")


def test_a_full_disk_leaves_the_old_file_and_no_litter(tmp_path, monkeypatch):
    place = tmp_path / "run.json"
    write_atomically(str(place), b"old")

    def full(_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(EpochscopeError, match=r"No space left on device.*untouched"):
        write_atomically(str(place), b"new")
    assert place.read_bytes() == b"old"
    assert list(tmp_path.glob(f"*{PART}")) == []


def test_walk_is_sorted_follows_links_and_does_not_run_in_circles(tmp_path):
    (tmp_path / "b" / "deep").mkdir(parents=True)
    (tmp_path / "a").mkdir()
    (tmp_path / ".hidden").mkdir()
    (tmp_path / "b" / "deep" / "2.png").touch()
    (tmp_path / "b" / "1.png").touch()
    (tmp_path / "b" / ".DS_Store").touch()
    (tmp_path / "a" / "linked").symlink_to(tmp_path / "b")
    (tmp_path / "b" / "circle").symlink_to(tmp_path)
    assert [(folder, files) for folder, _, files in walk(str(tmp_path)) if files] == [
        ("a/linked", ["1.png"]),
        ("a/linked/deep", ["2.png"]),
        ("b", ["1.png"]),
        ("b/deep", ["2.png"]),
    ]
