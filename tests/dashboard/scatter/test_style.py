"""Packing a style: every code and outline comes back, and what cannot be drawn is refused in words."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest

from analysis.contract import StoreError
from dashboard.scatter import Style, pack_style, value_codes

CODES = np.array([[0, 1, 255], [1, 1, 0]], dtype=np.uint8)
CATEGORIES = Style("mine/prediction", "categories", CODES, ["#102030", "#405060"], ["nv", "<b>mel</b>"], "Prediction")
RAMP = [f"#{16 * k:02x}0000" for k in range(16)]
VALUES = Style("mine/loss", "values", CODES, RAMP, low=0.0, high=2.5, unit="nats")


def unpack(payload: bytes) -> tuple[dict, np.ndarray, np.ndarray]:
    """Header, codes and outlines, read from the layout's description alone."""
    assert payload[:4] == b"EPSS"
    start = 8 + int.from_bytes(payload[4:8], "little")
    header = json.loads(payload[8:start])
    end = start + header["rows"] * header["n"]
    codes = np.frombuffer(payload[start:end], np.uint8).reshape(header["rows"], header["n"])
    return header, codes, np.frombuffer(payload[end:], np.uint8).reshape(header["ringRows"], header["n"])


def test_categories_come_back() -> None:
    header, codes, rings = unpack(pack_style(CATEGORIES))
    assert (codes == CODES).all() and rings.shape == (0, 3)
    assert header["names"] == ["nv", "<b>mel</b>"] and header["colors"] == ["#102030", "#405060"]
    assert (header["name"], header["title"], header["kind"]) == ("mine/prediction", "Prediction", "categories")


def test_values_come_back_with_their_range_and_unit() -> None:
    header, codes, _ = unpack(pack_style(VALUES))
    assert (header["low"], header["high"], header["unit"]) == (0.0, 2.5, "nats")
    assert (codes == CODES).all() and len(header["colors"]) == 16


def test_outlines_of_any_type_come_back_as_zero_and_one() -> None:
    style = replace(CATEGORIES, rings=np.array([[True, False, True]]), ring_words="wrong")
    header, _, rings = unpack(pack_style(style))
    assert rings.tolist() == [[1, 0, 1]] and header["ringWords"] == "wrong"


def test_a_payload_has_one_byte_per_code_and_a_short_header() -> None:
    codes = np.zeros((10, 33_126), dtype=np.uint8)
    assert len(pack_style(replace(CATEGORIES, codes=codes))) < codes.size + 500


def test_values_become_codes_and_come_back_within_half_a_code() -> None:
    values = np.random.default_rng(0).uniform(-2, 7, size=(3, 500))
    codes = value_codes(values, -2, 7)
    assert codes.dtype == np.uint8 and codes.max() <= 254
    assert np.abs(-2 + codes / 254 * 9 - values).max() <= 9 / 508 + 1e-12


def test_values_outside_get_the_nearer_end_and_nan_is_not_known() -> None:
    assert value_codes(np.array([-np.inf, -5, 0, 1, 9, np.inf, np.nan]), 0, 1).tolist() == [0, 0, 0, 254, 254, 254, 255]


def test_a_range_of_nothing_is_the_low_end() -> None:
    assert value_codes(np.array([3.0, np.nan]), 3, 3).tolist() == [0, 255]
    assert pack_style(replace(VALUES, low=3.0, high=3.0))


def test_as_many_categories_as_a_byte_holds() -> None:
    names = [f"class {k}" for k in range(254)]
    codes = np.arange(256, dtype=np.uint8)[None] % 254
    assert pack_style(replace(CATEGORIES, codes=codes, names=names, colors=["#000000"] * 254))


@pytest.mark.parametrize(
    ("style", "words"),
    [
        (replace(CATEGORIES, codes=CODES.astype(int)), "must be uint8, epochs × samples. Found: int64"),
        (replace(CATEGORIES, codes=CODES[0]), r"epochs × samples. Found: uint8 \(3,\)"),
        (replace(CATEGORIES, codes=CODES[:, :0]), "epochs × samples"),
        (replace(CATEGORIES, names=["nv"], colors=["#000000"]), "has 1 names. Found: code 1"),
        (replace(CATEGORIES, colors=["#000000"]), "Colors wanted for 'mine/prediction': 2, one per name. Found: 1"),
        (replace(CATEGORIES, colors=["#000000", "red"]), "must be written #rrggbb. Found: 'red'"),
        (replace(CATEGORIES, colors=["#000000", "#000000;}"]), "must be written #rrggbb"),
        (replace(CATEGORIES, names=["x"] * 255, colors=["#000000"] * 255), "may have 254 categories. Found: 255"),
        (replace(VALUES, colors=RAMP[:15]), "at least 16. Found: 15"),
        (replace(VALUES, low=None), "needs a finite range. Found: None to 2.5"),
        (replace(VALUES, high=np.nan), "needs a finite range"),
        (replace(VALUES, low=3.0), "must rise. Found: 3.0 to 2.5"),
        (replace(CATEGORIES, rings=np.ones((1, 3))), "Say what an outline means"),
        (replace(CATEGORIES, rings=np.ones((1, 4)), ring_words="wrong"), r"epochs × 3 samples. Found: \(1, 4\)"),
        (replace(CATEGORIES, rings=np.ones(3), ring_words="wrong"), r"Found: \(3,\)"),
    ],
)
def test_what_cannot_be_drawn_is_refused(style: Style, words: str) -> None:
    with pytest.raises(StoreError, match=words):
        pack_style(style)
