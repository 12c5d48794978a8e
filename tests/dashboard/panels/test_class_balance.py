"""Counts of classes by split, and what is missing."""

import pandas as pd
from streamlit.testing.v1 import AppTest

from analysis.store.reader import Run
from dashboard.panels.class_balance import balance, gaps
from tests.dashboard.conftest import words_of
from tests.tiny_store import build


def test_counts_are_those_of_the_table(tiny_run):
    run = Run(tiny_run)
    counts = balance(run)
    assert list(counts.index) == run.classes
    assert list(counts.columns) == ["train", "validation", "test"]
    for split in counts.columns:
        inside = run.samples[run.samples["split"] == split]
        for name in run.classes:
            assert counts.loc[name, split] == (inside["label"] == name).sum()


def test_classes_without_samples_are_named():
    counts = pd.DataFrame({"train": [3, 2, 1], "test": [0, 4, 0]}, index=["a", "b", "c"])
    (words,) = gaps(counts)
    assert "No samples in test: a, c." in words
    many = pd.DataFrame({"test": [0] * 9}, index=list("abcdefghi"))
    assert "and 4 more" in gaps(many)[0]


def test_many_classes_fold_away_and_none_is_lost(tmp_path):
    names = [f"class {number}" for number in range(40)]
    run = Run(build(tmp_path / "run"))
    run.classes = [*run.classes, *names]
    from dashboard.panels import class_balance

    app = AppTest.from_string("import streamlit as st\nst.session_state.draw(st.session_state.run)", default_timeout=60)
    app.session_state.draw, app.session_state.run = class_balance.class_balance, run
    app.run()
    assert not app.exception
    words = words_of(app)
    assert "19 more classes" in words and all(name in words for name in names)
