"""Pictures left out: counted, grouped, listed; and nothing when there are none."""

from streamlit.testing.v1 import AppTest

from dashboard.panels.left_out import left_out
from tests.dashboard.conftest import words_of


class Left:
    def __init__(self, skipped):
        self.manifest = {"skipped": skipped}


def drawn(skipped):
    app = AppTest.from_string("import streamlit as st\nst.session_state.draw(st.session_state.run)", default_timeout=60)
    app.session_state.draw, app.session_state.run = left_out, Left(skipped)
    app.run()
    assert not app.exception
    return app


def test_nothing_left_out_is_nothing_on_the_page():
    assert not drawn([]).expander


def test_reasons_are_counted_and_long_lists_are_cut_aloud():
    app = drawn([{"sample": f"s{n}", "file": f"{n}.jpg", "reason": "zero bytes"} for n in range(250)])
    assert app.expander[0].label == "250 pictures left out"
    words = words_of(app)
    assert "250 × zero bytes" in words
    assert "s199" in words and "s200 " not in words and "And 50 more" in words


def test_one_picture_is_one_line():
    app = drawn([{"sample": "broken", "file": "<b>.jpg", "reason": "zero bytes"}])
    assert app.expander[0].label == "1 picture left out"
    assert "<b>.jpg" in words_of(app)
