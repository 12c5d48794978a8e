"""The two slots in session and address: what goes in comes out, and what cannot be shown says why."""

import pytest
import streamlit as st

from analysis.store.reader import Run
from dashboard import selection
from dashboard.regions import kept as regions
from dashboard.regions.definition import Around, tag_of
from dashboard.selection import Selection

HERE = Selection("tiny", 2, None, "test")


@pytest.fixture(autouse=True)
def empty_session():
    st.session_state.clear()
    st.query_params.clear()
    yield
    st.session_state.clear()


@pytest.fixture(scope="module")
def run(tiny_run):
    return Run(tiny_run)


@pytest.fixture
def region(run):
    return Around(2, "ISIC_0000003", 1e9, tag_of(run, "tiny"))


def test_a_region_is_kept_named_and_dropped(run, region):
    assert regions.kept(run, HERE) == ({}, {}) and regions.free_slot() == "a"
    regions.keep("a", region)
    assert regions.free_slot() == "b" and "region_a" in selection.parameters()
    regions.keep("b", region)
    assert regions.free_slot() == "b"
    found, problems = regions.kept(run, HERE)
    assert problems == {} and list(found) == ["a", "b"] and len(found["a"].rows) == 60
    assert (found["a"].title, found["b"].title) == ("Region A", "Region B")
    regions.rename("b", region, " my ~ name ")
    assert regions.kept(run, HERE)[0]["b"].title == "my name"
    regions.drop("a")
    assert list(regions.kept(run, HERE)[0]) == ["b"] and regions.free_slot() == "a"


def test_what_cannot_be_shown_says_why_and_leaves_the_other(run, region):
    regions.keep("a", region)
    selection.set_parameter("region_b", "<script>")
    found, problems = regions.kept(run, HERE)
    assert list(found) == ["a"] and "does not hold a region" in problems["b"]
    problems = regions.kept(run, Selection("other", 2, None, "test"))[1]
    assert "another run" in problems["a"]
