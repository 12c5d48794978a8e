"""Regions as text: they come back, and nothing else is taken for one."""

import base64
import zlib
from dataclasses import replace

import numpy as np
import pytest

from analysis.contract import StoreError
from dashboard.address import LONGEST
from dashboard.plane import Plane
from dashboard.regions.address_form import from_text, to_text
from dashboard.regions.corners import MOST, pack, unpack
from dashboard.regions.definition import LONGEST_NAME, Around, Lasso, Listed

TAG = "0123abcd"
TRIANGLE = pack(np.eye(3)[:, :2])


def lasso(corners=12, name="") -> Lasso:
    found = unpack(pack(np.random.default_rng(1).normal(size=(corners, 2))))
    return Lasso(3, Plane("pca_joint", (0, 2)), tuple((float(x), float(y)) for x, y in found), TAG, name)


@pytest.mark.parametrize(
    "region",
    [
        lasso(),
        lasso(MOST, "ü" * LONGEST_NAME),
        replace(lasso(), but=(0, 7, 59)),
        Around(0, "a~b/../<i>é", 0.1 + 0.2, TAG, 'my "region" & 50 %'),
        Around(12, "s", 0.0, TAG),
        Listed(5, (0, 7, 8, 59), TAG, "list"),
        Listed(5, tuple(range(60)), TAG),
    ],
)
def test_every_kind_comes_back_from_the_address(region):
    text = to_text(region)
    assert len(text) <= LONGEST
    assert from_text(text, 60) == region


def test_a_hostile_name_cannot_reach_another_field():
    region = replace(lasso(), name="x~9~ffffffff\n")
    found = from_text(to_text(region), 60)
    assert found.name == "x 9 ffffffff" and (found.epoch, found.tag) == (3, TAG)


def test_half_of_ten_thousand_samples_fit_and_half_of_a_hundred_thousand_say_what_to_do():
    random = np.random.default_rng(0)
    half = tuple(np.flatnonzero(random.random(10_015) < 0.5).tolist())
    assert from_text(to_text(Listed(1, half, TAG)), 10_015).rows == half
    with pytest.raises(StoreError, match="one lasso"):
        to_text(Listed(1, tuple(np.flatnonzero(random.random(100_000) < 0.5).tolist()), TAG))


def bits(content: bytes) -> str:
    return base64.urlsafe_b64encode(zlib.compress(content)).decode().rstrip("=")


@pytest.mark.parametrize(
    "text",
    [
        "", "lasso", "~~~~", "circle~~1~0123abcd~1~s", "around~~1~0123abcd~1", "around~~1~0123abcd~1~",
        "around~~-1~0123abcd~1~s", "around~~1e3~0123abcd~1~s", "around~~1~0123ABCD~1~s", "around~~1~~1~s",
        "around~~1~0123abcd~nan~s", "around~~1~0123abcd~inf~s", "around~~1~0123abcd~-1~s", "around~~1~0123abcd~x~s",
        "around~~٣~0123abcd~1~s", "around~~99999999~0123abcd~1~s",
        "lasso~~1~0123abcd~12~AAAA~~pca", f"lasso~~1~0123abcd~21~{TRIANGLE}~~pca", f"lasso~~1~0123abcd~12~{TRIANGLE}~~",
        f"lasso~~1~0123abcd~12~{TRIANGLE}", f"lasso~~1~0123abcd~12~{TRIANGLE}~AAA~pca",
        f"lasso~~1~0123abcd~12~{TRIANGLE}~PAAAAA~pca",  # row 60 of 60
        f"lasso~~1~0123abcd~12~{TRIANGLE}~AQAAAAAAAAA~pca",  # rows 1, 0
        "listed~~1~0123abcd~", "listed~~1~0123abcd~AAAA", "listed~~1~0123abcd~" + bits(b""),
        "listed~~1~0123abcd~" + bits(b"\0"), "listed~~1~0123abcd~" + bits(b"\1" * 9),
        "listed~~1~0123abcd~" + bits(b"\0" * 7 + b"\x10"),  # row 60 of 60
        "listed~~1~0123abcd~" + bits(b"\1")[:-4], "listed~~1~0123abcd~" + bits(b"\0" * 10_000_000)[: LONGEST - 30],
        "around~~1~0123abcd~1~" + "s" * LONGEST,
    ],
)  # fmt: skip
def test_anything_else_is_refused_in_words(text):
    with pytest.raises(StoreError, match="Remove it and make it anew"):
        from_text(text, 60)
    assert from_text("around~~1~0123abcd~1~s", 60) == Around(1, "s", 1.0, TAG)
    assert from_text(f"lasso~~1~0123abcd~12~{TRIANGLE}~AAAAAAEAAAA~pca", 60).but == (0, 1)


def test_packed_bits_are_not_unpacked_beyond_the_runs_samples(monkeypatch):
    bomb = "listed~~1~0123abcd~" + bits(b"\1" + b"\0" * 1_000_000)
    assert len(bomb) < LONGEST
    with pytest.raises(StoreError, match="anew"):
        from_text(bomb, 60)
