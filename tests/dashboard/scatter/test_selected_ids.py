"""Selections travel whole, in little room, and nothing else is taken for one."""

from __future__ import annotations

import base64
import json
from typing import Any

import numpy as np
import pytest

from dashboard.scatter.selected_ids import MOST_LISTED, MOST_READ, Samples, read, write

IDS = [f"ISIC_{row:07d}" for row in range(33_126)]
SAMPLES = Samples("run/pca", IDS)
KEPT = ("kept",)


def bits(rows: list[int], n: int) -> str:
    """A bit set by the words of the module's docstring: bit r & 7 of byte r >> 3."""
    packed = bytearray(-(-n // 8))
    for row in rows:
        packed[row >> 3] |= 1 << (row & 7)
    return base64.b64encode(packed).decode()


def sent(text: str, run: str = "run/pca") -> dict[str, str]:
    return {"bits": text, "run": run}


def test_few_ids_are_listed_in_their_order() -> None:
    few = IDS[:MOST_LISTED][::-1]
    assert write(few, SAMPLES) == few
    assert read(few, SAMPLES, otherwise=KEPT) == tuple(few)


def test_many_ids_are_one_bit_each() -> None:
    rows = sorted(np.random.default_rng(0).choice(len(IDS), 20_000, replace=False).tolist())
    wire = write([IDS[row] for row in reversed(rows)], SAMPLES)
    assert wire == sent(bits(rows, len(IDS)))
    assert len(json.dumps(wire)) < 5_600
    assert read(wire, SAMPLES, otherwise=KEPT) == tuple(IDS[row] for row in rows)


def test_of_many_only_the_samples_travel_and_without_samples_a_list_does() -> None:
    many = [*IDS[:300], "elsewhere"]
    assert write(many, SAMPLES) == sent(bits(list(range(300)), len(IDS)))
    assert write(many, None) == many


@pytest.mark.parametrize("n", [1, 7, 8, 9, 201])
def test_any_number_of_samples(n: int) -> None:
    samples = Samples("r", IDS[:n])
    assert read(sent(bits([n - 1], n), "r"), samples, otherwise=KEPT) == (IDS[n - 1],)
    assert read(sent(bits([], n), "r"), samples, otherwise=KEPT) == ()


@pytest.mark.parametrize(
    "value",
    [
        "a",
        None,
        7,
        [1],
        [["a"]],
        ["a", None],
        ["a"] * (MOST_READ + 1),
        {},
        {"bits": 7, "run": "run/pca"},
        {"bits": ["AAA="], "run": "run/pca"},
        {"run": "run/pca"},
        sent(bits([3], 33_126), run="other"),
        {"bits": bits([3], 33_126)},
        sent(bits([3], 33_000)),
        sent(bits([3], 40_000)),
        sent(bits([33_127], 33_128)),  # one of the two bits that no sample has
        sent("!" * 5_524),
        sent("é" * 5_524),
        sent(""),
    ],
)
def test_what_is_no_selection_of_these_samples_is_not_taken_over(value: Any) -> None:
    assert read(value, SAMPLES, otherwise=KEPT) == KEPT


def test_bits_mean_nothing_without_samples() -> None:
    assert read(sent(bits([3], 33_126)), None, otherwise=KEPT) == KEPT


def test_ids_may_be_any_sequence() -> None:
    array = Samples("r", np.array(IDS[:300], dtype=object))
    assert read(write(IDS[5:250], array), array, otherwise=KEPT) == tuple(IDS[5:250])
