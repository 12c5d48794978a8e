"""The words of a tile."""

from dashboard.gallery.tile import MARKS, Caption, Tile


def test_spoken_words_hold_everything_that_is_seen():
    tile = Tile("s1", Caption("mole", "1 · 0.82", "#112233"), note="s1", mark="gained")
    assert tile.spoken() == "mole, 1 · 0.82, s1, gained"


def test_what_is_empty_is_not_spoken():
    assert Tile("s1", Caption("mole")).spoken() == "mole"


def test_no_mark_is_a_mark():
    assert MARKS[0] == ""
