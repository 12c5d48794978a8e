"""Widgets and the URL say the same."""

import pytest
from streamlit.testing.v1 import AppTest


def page(location: str):
    from pathlib import Path

    import streamlit as st

    from dashboard import selection
    from dashboard.panels.control import picker, slider, switch, toggle
    from dashboard.store_cache import open_run

    name = Path(location).name
    selection.run_name({name: location}, "page")
    selection.current(open_run(location), name)
    values = [
        picker("Letter", "letter", ["a", "b", ""], default="a", resets=("page",)),
        switch("Count", "count", (6, 12), default=6, words={6: "six", 12: "twelve"}),
        toggle("Flag", "flag"),
        slider("Share", "share", default=0.5, step=0.001, digits=3),
    ]
    st.text(repr(values))


@pytest.fixture
def app(tiny_run) -> AppTest:
    return AppTest.from_function(page, kwargs={"location": tiny_run}, default_timeout=30)


def notes(app: AppTest) -> list[str]:
    return app.session_state["shared_notes"]


def test_defaults_leave_the_address_alone(app):
    app.run()
    assert app.text[0].value == "['a', 6, False, 0.5]"
    assert not {"letter", "count", "flag", "share"} & set(app.query_params)


def test_values_come_from_the_address(app):
    app.query_params.update({"letter": "b", "count": "12", "flag": "1", "share": "0.137"})
    app.run()
    assert app.text[0].value == "['b', 12, True, 0.137]"
    assert app.selectbox[0].value == "b"
    assert app.toggle[0].value is True
    assert app.slider[0].value == 0.137


def test_a_widget_writes_the_address_and_resets_what_depends_on_it(app):
    app.query_params.update({"page": "3"})
    app.run()
    app.selectbox[0].select("b").run()
    assert app.query_params["letter"] == "b"
    assert "page" not in app.query_params
    app.toggle[0].set_value(True).run()
    assert app.query_params["flag"] == "1"
    app.slider[0].set_value(0.25).run()
    assert app.query_params["share"] == "0.25"
    assert app.text[0].value == "['b', 6, True, 0.25]"


def test_the_empty_option_clears(app):
    app.query_params.update({"letter": "b"})
    app.run()
    app.selectbox[0].select("").run()
    assert "letter" not in app.query_params


@pytest.mark.parametrize(
    ("name", "value"), [("letter", "<script>"), ("count", "7"), ("flag", "maybe"), ("share", "nan"), ("share", "1.5")]
)
def test_what_is_not_possible_falls_back_with_a_note(app, name, value):
    app.query_params.update({name: value})
    app.run()
    assert app.text[0].value == "['a', 6, False, 0.5]"
    assert any(value in note for note in notes(app))
