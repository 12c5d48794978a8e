"""The table of shares: figures with intervals, an axis that fits, names as text."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.store.reader import Run
from dashboard.class_shares import Group, class_shares
from dashboard.look import number, share
from dashboard.panels.shares_table import scale
from tests.dashboard.conftest import HOSTILE_CLASSES, markup_of, words_of


def group(total, count, high):
    return Group("v", total, np.array([count]), count, count / total, 0.0, high)


def test_the_axis_follows_groups_that_say_something():
    rare = [group(500, 5, 0.023), group(5, 0, 0.43), group(505, 5, 0.022)]
    assert scale(rare) == pytest.approx(0.03)
    assert scale([group(10, 10, 1.0)]) == 1.0


def test_every_group_with_its_share_and_interval(open_page, tiny_runs):
    run = Run(f"{tiny_runs}/tiny_adam")
    words = " ".join(words_of(open_page(tiny_runs, "data", by="sex", focus="melanoma")).split())
    for found in class_shares(run, "sex", 0):
        assert f"{found.words} {found.total} {found.count} {share(found.share)}" in words
        assert f"[{number(100 * found.low)}, {number(100 * found.high)}]" in words


@pytest.mark.parametrize("column", ["split", "age"])
def test_other_columns(open_page, tiny_runs, column):
    app = open_page(tiny_runs, "data", by=column)
    assert not app.exception
    assert {"split": "train 20", "age": "not given 9"}[column] in " ".join(words_of(app).split())


def test_names_are_text(open_page, hostile_runs):
    app = open_page(hostile_runs, "data", by="sex", focus=HOSTILE_CLASSES[0])
    assert "<script" not in markup_of(app).lower() and "<iframe" not in markup_of(app).lower()
    assert HOSTILE_CLASSES[0] in words_of(app)
