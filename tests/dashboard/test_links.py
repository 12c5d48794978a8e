"""Links carry the state along, with what they change."""

from urllib.parse import parse_qsl

from streamlit.testing.v1 import AppTest


def page():
    import streamlit as st

    from dashboard import selection
    from dashboard.links import page_link

    st.navigation([st.Page(lambda: None, title="a", url_path="a"), st.Page(lambda: None, title="b", url_path="b")])
    selection.choose(run="r & s", epoch=3, sample="x")
    page_link("b", "go", sample=None, k=7, true="a=b")


def test_values_are_carried_changed_and_cleared():
    app = AppTest.from_function(page, default_timeout=60).run()
    assert not app.exception
    link = app.get("page_link")[0].proto
    assert dict(parse_qsl(link.query_string)) == {"run": "r & s", "epoch": "3", "k": "7", "true": "a=b"}
