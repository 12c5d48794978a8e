"""Names of records: there and back, and what is no such name."""

from __future__ import annotations

import pytest

from data.record_reference import Reference, parse


@pytest.mark.parametrize("shard", ["/a/train00-2071.tfrec", "gs://b/x y.tfrec", "/odd#record=1@2+3:x/y.tfrec", "/a\nb"])
@pytest.mark.parametrize("feature", ["image", "image/encoded", "a:b#c", "ü"])
def test_there_and_back(shard, feature):
    reference = Reference(shard, 17, 52_480, 20_311, feature)
    assert parse(str(reference)) == reference


def test_how_it_reads():
    assert str(Reference("/a/t.tfrec", 1, 20, 300, "image")) == "/a/t.tfrec#record=1@20+300:image"


@pytest.mark.parametrize(
    "file",
    ["", "/a/picture.jpg", "gs://b/a.png", "/a#record=1@2:image", "#record=1@2+3:image", "/a#record=-1@2+3:image",
     "/a#record=1@2+3:image/../../etc", "/a#record=1@2+" + "9" * 30 + ":image"],
)  # fmt: skip
def test_what_is_none(file):
    assert parse(file) is None
