"""Mounting under AppTest: what is sent, what comes back, and that each report is taken over once."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Button

from dashboard.scatter.selected_ids import Samples, write
from tests.dashboard.scatter.decoding import decode
from tests.dashboard.scatter.page import words

PAGE = Path(__file__).with_name("page.py")


@pytest.fixture
def app() -> AppTest:
    return AppTest.from_file(str(PAGE), default_timeout=30).run()


def mounts(app: AppTest) -> tuple[bytes, dict]:
    """What the two mounts sent: the payload and the view's message."""
    data, view = app.get("bidi_component")
    return data.proto.bytes, json.loads(view.proto.json)


def says(app: AppTest) -> str:
    return app.text[-1].value


def press(app: AppTest, label: str) -> Button:
    return next(button for button in app.button if button.label == label).click()


def test_both_mounts_are_there(app: AppTest) -> None:
    assert not app.exception
    payload, message = mounts(app)
    header, codes, _, samples = decode(payload)
    assert header["run"] == message["run"] == "page"
    assert codes.shape == (5, 1_000, 2) and len(samples) == 1_000
    assert message["epoch"] == 0 and message["selected"] == [] and message["heard"] == {"epoch": None, "selected": None}


def test_a_report_reaches_the_page_and_is_answered(app: AppTest) -> None:
    app.session_state["scatter"] = {"epoch": {"value": 3, "turn": 9}}
    app.run()
    assert says(app) == "Python: epoch 3, selected nothing"
    assert mounts(app)[1]["epoch"] == 3 and mounts(app)[1]["heard"]["epoch"] == 9


def test_an_old_report_never_overrules_the_page(app: AppTest) -> None:
    app.session_state["scatter"] = {"epoch": {"value": 3, "turn": 9}}
    app.run()
    press(app, "Go to epoch 2").run()
    assert says(app) == "Python: epoch 2, selected nothing"
    press(app, "Rerun").run()
    assert says(app) == "Python: epoch 2, selected nothing"
    app.session_state["scatter"] = {"epoch": {"value": 3, "turn": 10}}
    app.run()
    assert says(app) == "Python: epoch 3, selected nothing"


def test_a_selection_comes_back_as_ids(app: AppTest) -> None:
    app.session_state["scatter"] = {"selected": {"value": ["ISIC_0024310"], "turn": 1}}
    app.run()
    assert says(app) == "Python: epoch 0, selected ISIC_0024310"
    assert mounts(app)[1]["selected"] == ["ISIC_0024310"]


def test_a_large_selection_comes_back_and_stays_small(app: AppTest) -> None:
    everything = Samples("page", [f"ISIC_{24306 + row:07d}" for row in range(1_000)])
    bits = write(everything.ids[:900], everything)
    app.session_state["scatter"] = {"selected": {"value": bits, "turn": 1}}
    app.run()
    assert says(app) == f"Python: epoch 0, selected {words(tuple(everything.ids[:900]))}"
    assert mounts(app)[1]["selected"] == bits


def test_marks_change_the_small_message_only(app: AppTest) -> None:
    before = mounts(app)
    next(toggle for toggle in app.toggle if toggle.label == "Mark neighbours").set_value(True).run()
    after = mounts(app)
    assert after[0] == before[0]
    assert after[1]["marks"][0] == "ISIC_0024311" and len(json.dumps(after[1])) < 2_000


def test_nonsense_from_a_browser_is_not_taken_over(app: AppTest) -> None:
    app.session_state["scatter"] = {"epoch": {"value": "<b>", "turn": 1}, "selected": {"value": [{}], "turn": 2}}
    app.run()
    assert not app.exception
    assert says(app) == "Python: epoch 0, selected nothing"


def on_change_page() -> None:
    import numpy as np
    import streamlit as st

    from dashboard.scatter import Points, ScatterState, animated_scatter, animated_scatter_data, quantize

    points = Points(["a", "b"], [0, 1], ["x", "y"], [0, 1])
    animated_scatter_data(quantize(np.array([[[0, 0], [1, 1]]] * 2), points, run="r"), key="data")

    def moved(shown: ScatterState) -> None:
        st.session_state.epoch = shown.epoch

    epoch = st.session_state.setdefault("epoch", 0)
    picked = animated_scatter(key="scatter", run="r", epoch=epoch, colors=["#000000", "#ff0000"], on_change=moved)
    st.text(f"page {epoch}, picked {picked.epoch}")


def without_a_page() -> None:
    from dashboard.scatter import animated_scatter

    animated_scatter(key="scatter", run="r", colors=["#000000"])


@pytest.mark.parametrize("page", [on_change_page, without_a_page])
def test_other_ways_to_mount(page: Callable) -> None:
    app = AppTest.from_function(page, default_timeout=30).run()
    assert not app.exception
