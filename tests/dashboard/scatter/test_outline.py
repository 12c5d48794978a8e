"""What the browser tells of the area it drew: taken where it is well formed, none where it is not."""

import numpy as np
import pytest
import streamlit as st

from dashboard.scatter.outline import MOST, last_outline, read

CORNERS = [[0.5, 1], [2.25, -1e-9], [3, 4.5]]
GOOD = {"run": "r/pca", "epoch": 3, "corners": CORNERS}


def report(**changes) -> dict:
    return {"value": ["a"], "turn": 7, "outline": {**GOOD, **changes}}


def test_an_outline_is_read_with_its_run_and_epoch():
    found = read(report())
    assert (found.run, found.epoch) == ("r/pca", 3) and np.array_equal(found.corners, CORNERS)


def test_the_view_remembers_it_under_its_key():
    st.session_state["scatter"] = {"selected": report(), "epoch": {"value": 3, "turn": 2}}
    assert last_outline("scatter").epoch == 3
    st.session_state["scatter"] = {"selected": {"value": ["a"], "turn": 8, "outline": None}}
    assert last_outline("scatter") is None and last_outline("elsewhere") is None
    del st.session_state["scatter"]


@pytest.mark.parametrize(
    "bad",
    [
        None, [], "x", {}, {"outline": 3}, {"outline": {}}, report(run=4), report(epoch="3"), report(epoch=True),
        report(epoch=None), report(corners=None), report(corners={}), report(corners=CORNERS[:2]),
        report(corners=[*CORNERS, [1]]), report(corners=[*CORNERS, [1, 2, 3]]), report(corners=[*CORNERS, [1, "2"]]),
        report(corners=[*CORNERS, [1, None]]), report(corners=[*CORNERS, [float("nan"), 0]]),
        report(corners=[*CORNERS, [float("inf"), 0]]), report(corners=[*CORNERS, [1e31, 0]]),
        report(corners=[*CORNERS, [True, 0]]), report(corners=[[0, 0]] * (MOST + 1)),
    ],
)  # fmt: skip
def test_anything_else_is_none(bad):
    assert read(bad) is None
