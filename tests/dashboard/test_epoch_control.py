"""The epoch control: what it is told, and that it believes no browser."""

import json

from streamlit.testing.v1 import AppTest

from dashboard.epoch_control import _report


def page():
    import streamlit as st

    from dashboard.epoch_control import epoch_control

    st.session_state.setdefault("chosen", [])
    epoch_control([0, 1, 2, 5], 2, st.session_state.chosen.append)


def test_it_gets_the_epochs_as_they_are():
    app = AppTest.from_function(page, default_timeout=60).run()
    assert not app.exception
    told = app.get("bidi_component")[0].proto
    assert json.loads(told.json) == {"epochs": [0, 1, 2, 5], "epoch": 2}


def test_only_an_epoch_of_the_run_is_taken_over(monkeypatch):
    import dashboard.epoch_control as control

    chosen = []
    for said in (5, 3, "5", None, [], 10**30):
        monkeypatch.setattr(control.st, "session_state", {control.KEY: {"epoch": said}})
        _report([0, 1, 2, 5], chosen.append)
    assert chosen == [5]
