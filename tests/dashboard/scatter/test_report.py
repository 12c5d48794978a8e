"""Who moved last: every report counts once, and the page has the last word."""

from __future__ import annotations

from typing import Any

import pytest

from dashboard.scatter.report import ScatterState, settle
from dashboard.scatter.selected_ids import Samples, write

GIVEN = ScatterState(3, ("a",))


def report(value: Any, turn: Any = 1) -> dict:
    return {"value": value, "turn": turn}


def test_without_a_report_the_page_holds() -> None:
    assert settle(GIVEN, {}, {}) == (GIVEN, {"epoch": None, "selected": None})


def test_a_new_report_comes_through_once() -> None:
    state = {"epoch": report(7, 5)}
    shown, heard = settle(GIVEN, state, {})
    assert (shown, heard) == (ScatterState(7, ("a",)), {"epoch": 5, "selected": None})
    assert settle(ScatterState(2, ()), state, heard)[0] == ScatterState(2, ())


def test_the_same_value_with_a_new_turn_is_new() -> None:
    _, heard = settle(GIVEN, {"epoch": report(7, 5)}, {})
    assert settle(GIVEN, {"epoch": report(7, 6)}, heard)[0].epoch == 7


def test_what_was_heard_stays_heard_when_streamlit_drops_the_state() -> None:
    _, heard = settle(GIVEN, {"epoch": report(7, 5)}, {})
    assert settle(GIVEN, {}, heard) == (GIVEN, heard)


def test_epoch_and_selection_are_apart() -> None:
    state = {"epoch": report(7, 5), "selected": report(["x", "y"], 6)}
    shown, heard = settle(GIVEN, state, {"epoch": 5})
    assert shown == ScatterState(3, ("x", "y"))
    assert heard == {"epoch": 5, "selected": 6}


def test_a_selection_of_any_size_comes_through_where_the_samples_are_known() -> None:
    samples = Samples("run", [f"s{row}" for row in range(1_000)])
    state = {"selected": report(write(samples.ids[100:900], samples))}
    assert settle(GIVEN, state, {}, samples)[0].selected == tuple(samples.ids[100:900])
    assert settle(GIVEN, state, {})[0] == GIVEN


def test_an_emptied_selection_is_a_report() -> None:
    assert settle(GIVEN, {"selected": report([])}, {})[0].selected == ()


@pytest.mark.parametrize("value", ["7", 7.5, True, None, [7], {"value": 7}])
def test_an_epoch_that_is_no_whole_number_is_not_taken_over(value: Any) -> None:
    assert settle(GIVEN, {"epoch": report(value)}, {})[0] == GIVEN


@pytest.mark.parametrize("value", ["a", None, [1], [["a"]], ["a", None], {"a": 1}])
def test_a_selection_that_is_no_list_of_ids_is_not_taken_over(value: Any) -> None:
    assert settle(GIVEN, {"selected": report(value)}, {})[0] == GIVEN


@pytest.mark.parametrize("state", [7, "x", None, {}, {"value": 7}, {"turn": 1}, report(7, "1"), report(7, True)])
def test_what_is_no_report_is_none(state: Any) -> None:
    assert settle(GIVEN, {"epoch": state}, {})[0] == GIVEN
