"""A click counts once, and only if it names something that is shown."""

import pytest

from dashboard.gallery.pick import new_pick, new_picks

KNOWN = {"s1", "s2"}


def test_a_new_turn_is_a_pick():
    assert new_pick({"picked": {"value": "s1", "turn": 5}}, None, KNOWN) == ("s1", 5)


def test_the_same_turn_is_old_news():
    assert new_pick({"picked": {"value": "s1", "turn": 5}}, 5, KNOWN) == (None, 5)


def test_the_same_sample_can_be_picked_again():
    assert new_pick({"picked": {"value": "s1", "turn": 6}}, 5, KNOWN) == ("s1", 6)


def test_what_is_not_shown_cannot_be_picked():
    assert new_pick({"picked": {"value": "../etc/passwd", "turn": 7}}, 5, KNOWN) == (None, 7)


@pytest.mark.parametrize(
    "state", [None, {}, "x", {"picked": None}, {"picked": "s1"}, {"picked": {"value": "s1"}},
              {"picked": {"value": "s1", "turn": "5"}}, {"picked": {"value": "s1", "turn": True}}],
)  # fmt: skip
def test_anything_else_from_a_browser_is_no_pick(state):
    assert new_pick(state, 5, KNOWN) == (None, 5)


@pytest.mark.parametrize("value", [None, 3, ["s1"], {"s1": 1}])
def test_a_value_that_is_no_text_is_no_pick(value):
    assert new_pick({"picked": {"value": value, "turn": 6}}, 5, KNOWN) == (None, 6)


def test_reports_of_other_names_are_heard_apart():
    state = {"picked": {"value": "s1", "turn": 5}, "enlarged": {"value": "s2", "turn": 6}}
    assert new_pick(state, None, KNOWN, "enlarged") == ("s2", 6)
    assert new_pick(state, None, KNOWN) == ("s1", 5)


def test_several_keep_their_order_and_count_once():
    state = {"several": {"value": ["s2", "s1", "s2"], "turn": 6}}
    assert new_picks(state, 5, KNOWN) == (["s2", "s1"], 6)
    assert new_picks(state, 6, KNOWN) == ([], 6)


@pytest.mark.parametrize("value", [None, "s1", [], ["s1", "unknown"], ["s1", 3], {"s1": 1}])
def test_several_that_are_not_all_shown_are_none(value):
    assert new_picks({"several": {"value": value, "turn": 6}}, 5, KNOWN) == ([], 6)
