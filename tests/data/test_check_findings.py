"""Naming a few of many, safely."""

from data.check_findings import examples, few, number


def test_few():
    assert few(["a", "b"]) == "a, b" and few("abcdefg") == "a, b, c, d, e, …" and few(["\x1b[2J"]) == "\\x1b[2J"


def test_examples():
    assert examples(range(9)) == ("0", "1", "2", "3", "4")


def test_number():
    assert [number(n, "pair") for n in (0, 1, 2000)] == ["0 pairs", "1 pair", "2,000 pairs"]
