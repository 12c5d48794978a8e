"""The shared state and its way into the URL and back."""

from streamlit.testing.v1 import AppTest

from dashboard import selection


def page():
    import os

    import streamlit as st

    from dashboard import selection
    from dashboard.run_folder import find_runs
    from dashboard.store_cache import open_run

    runs = find_runs(os.environ["EPOCHSCOPE_RUNS"])
    name = selection.run_name(runs, "there")
    st.session_state.chosen = selection.current(open_run(runs[name]), name)
    st.session_state.k = selection.parameter("k", 5, (5, 10))
    st.session_state.threshold = selection.parameter("threshold", 0.5)
    st.session_state.name = selection.parameter("true", "", ("", "mole", "a&b=c #?"))
    st.session_state.said = selection.notes()
    st.button("choose", key="choose", on_click=selection.choose, kwargs=st.session_state.get("changes", {}))


def opened(monkeypatch, runs, **asked):
    monkeypatch.setenv("EPOCHSCOPE_RUNS", runs)
    app = AppTest.from_function(page, default_timeout=30)
    app.query_params.update(asked)
    app.run()
    assert not app.exception
    return app


def test_without_a_link_the_last_epoch_of_the_first_run(monkeypatch, tiny_runs):
    app = opened(monkeypatch, tiny_runs)
    assert app.session_state.chosen == selection.Selection("tiny_adam", 5, None, "validation")
    assert app.query_params == {"run": "tiny_adam", "epoch": "5", "split": "validation"}


def test_a_link_is_restored_and_rewritten_the_same(monkeypatch, tiny_runs):
    link = {"run": "tiny_sgd", "epoch": "0", "split": "train", "sample": "ISIC_0000003", "k": "10", "true": "a&b=c #?"}
    link["threshold"] = "0.25"
    app = opened(monkeypatch, tiny_runs, **link)
    state = app.session_state
    assert state.chosen == selection.Selection("tiny_sgd", 0, "ISIC_0000003", "train")
    assert (state.k, state.threshold, state.name) == (10, 0.25, "a&b=c #?")
    assert app.query_params == link
    assert state.said == []


def test_choices_reach_the_url(monkeypatch, tiny_runs):
    app = opened(monkeypatch, tiny_runs)
    app.session_state.changes = {"epoch": 2, "sample": "ISIC_0000009", "k": 10}
    app.run()
    app.button(key="choose").click().run()
    assert app.query_params == {
        "run": "tiny_adam", "epoch": "2", "split": "validation", "sample": "ISIC_0000009", "k": "10",
    }  # fmt: skip
    app.session_state.changes = {"sample": None}
    app.run()
    app.button(key="choose").click().run()
    assert "sample" not in app.query_params and app.session_state.chosen.sample is None


def test_impossible_values_fall_back_and_are_named_until_the_next_choice(monkeypatch, tiny_runs):
    app = opened(monkeypatch, tiny_runs, epoch="4", k="7", threshold="nan", true="mole")
    assert app.session_state.chosen.epoch == 5
    assert (app.session_state.k, app.session_state.threshold, app.session_state.name) == (5, 0.5, "mole")
    app.run()
    said = " ".join(app.session_state.said)
    assert "Epoch 4 is not in this run. Showing epoch 5." in said
    assert "k = 7 is not possible here. Showing 5." in said
    assert "threshold = nan is not possible here" in said
    assert "k" not in app.query_params
    app.button(key="choose").click().run()
    assert app.session_state.said == []


def test_odd_epochs_in_a_link_are_no_epochs(monkeypatch, tiny_runs):
    for odd in ("-2", "2.0", "²", "1e0", "99999999999999999999", "' or 1"):
        app = opened(monkeypatch, tiny_runs, epoch=odd)
        assert app.session_state.chosen.epoch == 5
        assert app.session_state.said


def test_another_run_without_the_epoch_shows_its_nearest(monkeypatch, tiny_runs):
    app = opened(monkeypatch, tiny_runs, epoch="1", run="tiny_sgd")
    assert app.session_state.chosen.epoch == 1
