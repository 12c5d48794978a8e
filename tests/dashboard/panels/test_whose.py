"""The choice whose neighbours are looked at: its buttons, the lists beside them, and that a link keeps it."""

from __future__ import annotations

from tests.dashboard.conftest import words_of


def test_buttons_change_who_is_looked_at_and_the_address_keeps_it(open_page, looked_runs):
    app = open_page(looked_runs, "neighbours", near="looks", epoch=5)
    app.button_group(key="control_whose").set_value("class").run()
    app.selectbox(key="control_focus").select("mole").run()
    assert not app.exception and "samples labelled mole" in words_of(app)
    assert (app.query_params["whose"], app.query_params["focus"]) == ("class", "mole")
    app.button_group(key="control_whose").set_value("split").run()
    assert "of the validation split" in words_of(app) and not [
        one for one in app.selectbox if one.key == "control_focus"
    ]


def test_something_else_in_the_address_is_the_whole_set(open_page, looked_runs):
    app = open_page(looked_runs, "neighbours", near="looks", whose="<b>everyone</b>")
    assert not app.exception and "all 60 samples" in words_of(app)
