"""The way from sample to sample."""

from dashboard.panels.walk import LONGEST, walked


def test_a_step_makes_the_way_longer():
    assert walked(["a", "b"], "c") == ["a", "b", "c"]


def test_standing_still_changes_nothing():
    assert walked(["a", "b"], "b") == ["a", "b"]


def test_going_back_cuts_the_way():
    assert walked(["a", "b", "c"], "a") == ["a"]


def test_a_long_way_forgets_its_beginning():
    way: list[str] = []
    for step in "abcdefghij":
        way = walked(way, step)
    assert way == list("abcdefghij")[-LONGEST:]
