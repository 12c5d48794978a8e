"""The choices offered are those that the store has."""

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.panels.neighbor_choices import Choice

LISTS = [["euclidean", "all"], ["euclidean", "train"], ["cosine", "all"]]


def page(location: str, lists: list, stored: int):
    import streamlit as st

    from analysis.store.reader import Run
    from dashboard import selection
    from dashboard.panels.neighbor_choices import neighbor_choices

    run = Run(location)
    if lists:
        run.manifest["neighbors"]["lists"] = lists
    selection.run_name({"tiny": location}, "page")
    found = neighbor_choices(run, stored)
    st.text(f"{found.metric} {found.among} {found.k}")


def choices(tiny_run: str, lists: list | None = None, stored: int = 50, **asked: str) -> AppTest:
    app = AppTest.from_function(
        page, kwargs={"location": tiny_run, "lists": lists, "stored": stored}, default_timeout=60
    )
    app.query_params.update(asked)
    return app.run()


def test_an_old_store_offers_how_many_only(tiny_run):
    app = choices(tiny_run)
    assert app.text[0].value == "euclidean all 12"
    assert [each.label for each in app.get("button_group")] == ["Neighbours"]
    assert not app.selectbox


@pytest.mark.parametrize(
    ("asked", "chosen"),
    [
        ({}, "euclidean all 12"),
        ({"among": "train", "k": "24"}, "euclidean train 24"),
        ({"metric": "cosine"}, "cosine all 12"),
        ({"metric": "cosine", "among": "train"}, "cosine all 12"),
        ({"metric": "hamming"}, "euclidean all 12"),
        ({"among": "'; drop"}, "euclidean all 12"),
    ],
)
def test_only_lists_that_are_there_can_be_asked_for(tiny_run, asked, chosen):
    app = choices(tiny_run, LISTS, **asked)
    assert not app.exception and app.text[0].value == chosen


@pytest.mark.parametrize(("stored", "default"), [(1, 1), (6, 6), (10, 10), (12, 12), (24, 12), (50, 12), (80, 12)])
def test_no_more_than_the_store_has(tiny_run, stored, default):
    assert choices(tiny_run, stored=stored).text[0].value == f"euclidean all {default}"


def test_whom_in_words():
    assert Choice("euclidean", "train", 6).words() == "training samples"
