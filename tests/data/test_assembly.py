"""Rows of any origin come out in the contract's form, or not at all."""

from __future__ import annotations

import pandas as pd
import pytest

from data.assembly import assemble, is_picture, some
from data.contract import SAMPLE_COLUMNS, UNSPLIT, DataError


def rows(**columns) -> pd.DataFrame:
    return pd.DataFrame({"sample": ["a", "b"], "label": ["x", "y"], "file": ["a.png", "b.png"], **columns})


def test_the_form():
    dataset = assemble(rows(age=[3.0, None]), name="n", kind="csv", location="l", skipped=[("c", "c.png", "bad")])
    assert tuple(dataset.samples.columns) == (*SAMPLE_COLUMNS, "age")
    assert list(dataset.samples["split"]) == [UNSPLIT, UNSPLIT] and list(dataset.samples["fold"]) == [-1, -1]
    assert list(dataset.samples["group"]) == ["", ""] and list(dataset.samples["width"]) == [0, 0]
    assert dataset.classes == ("x", "y") and len(dataset) == 2
    assert dataset.skipped.to_dict("records") == [{"sample": "c", "file": "c.png", "reason": "bad"}]


def test_the_user_may_order_classes():
    assert assemble(rows(), name="n", kind="csv", location="l", classes=["y", "x"]).classes == ("y", "x")


@pytest.mark.parametrize(
    ("changes", "classes", "message"),
    [
        ({"sample": ["a", "a"]}, None, "occur more than once: 'a'"),
        ({"label": ["x", "x"]}, None, "at least two classes.*Found: 'x'"),
        ({}, ["x"], "not among its classes.*'y'"),
        ({}, ["x", "y", "x"], "each named once"),
        ({"split": ["train", "holdout"]}, None, "'holdout'"),
    ],
)
def test_refusals(changes, classes, message):
    with pytest.raises(DataError, match=message):
        assemble(rows(**changes), name="n", kind="csv", location="l", classes=classes)


def test_words():
    assert is_picture("A.JPG") and not is_picture("a.tif")
    assert some(["a", "b"]) == "'a', 'b'" and some(list("abcde")) == "'a', 'b', 'c' and 2 more"
