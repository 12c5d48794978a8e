"""Pages of a list: every thing on exactly one of them."""

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from dashboard.panels.pager import mixed
from tests.dashboard.conftest import words_of


def paged(total, page=None):
    app = AppTest.from_string(
        "import streamlit as st\nfrom dashboard.panels.pager import pager\n"
        "part = pager('some_page', st.session_state.total, 10)\n"
        "st.session_state.shown = list(range(st.session_state.total))[part]",
        default_timeout=60,
    )
    app.session_state.total = total
    if page is not None:
        app.session_state["shared_state"] = {"some_page": str(page)}
    return app.run()


def test_every_thing_is_on_exactly_one_page():
    shown = [thing for page in (1, 2, 3) for thing in paged(25, page).session_state.shown]
    assert shown == list(range(25))


@pytest.mark.parametrize(("page", "first"), [(0, 0), (-5, 0), (99, 20)])
def test_a_page_that_is_not_there_is_the_nearest(page, first):
    assert paged(25, page).session_state.shown[0] == first


def test_buttons_turn_and_stop_at_the_ends():
    app = paged(25)
    assert app.button(key="some_page_back").disabled and "1 to 10 of 25" in words_of(app)
    app.button(key="some_page_on").click().run()
    assert app.session_state.shown[0] == 10
    app.button(key="some_page_on").click().run()
    assert app.button(key="some_page_on").disabled and "21 to 25 of 25" in words_of(app)


def test_one_page_has_no_buttons():
    assert not paged(10).button and paged(0).session_state.shown == []


def test_pictures_are_mixed_and_keep_their_order_when_others_leave():
    every = mixed(np.arange(1000), 1000)
    assert sorted(every.tolist()) == list(range(1000)) and abs(every[:100].mean() - 500) < 100
    some = np.array([3, 500, 501, 999])
    assert mixed(some, 1000).tolist() == [row for row in every if row in some]
