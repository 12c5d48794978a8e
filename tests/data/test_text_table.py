"""Tables for the terminal."""

from __future__ import annotations

from data.text_table import text_table


def test_words_left_numbers_right():
    assert text_table(["name", "count"], [["a", 1], ["longer", 12345]]).splitlines() == [
        "name     count",
        "------  ------",
        "a            1",
        "longer  12,345",
    ]


def test_cells_cannot_move_the_cursor():
    assert text_table(["label"], [["new\nline\x1b[2J"]]).splitlines()[2] == "new\\nline\\x1b[2J"


def test_no_rows():
    assert text_table(["a", "b"], []).splitlines() == ["a  b", "-  -"]
