"""The metadata part: a card a column, gaps in words, few rows for many classes."""

from __future__ import annotations

import json

import numpy as np
import pytest

from analysis.store import layout
from analysis.store.reader import Run
from analysis.store.writer import RunWriter
from dashboard.panels.metadata import ROWS, classes_with_a_row, missing_words
from dashboard.sample_columns import Column
from tests.dashboard.conftest import HOSTILE_CLASSES, markup_of, words_of
from tests.dashboard.small_store import two_classes, write
from tests.tiny_store import build


def squeezed(app):
    return " ".join(words_of(app).split())


def test_numbers_are_drawn_and_categories_counted(open_page, tiny_runs):
    app = open_page(tiny_runs, "data", part="metadata")
    assert not app.exception
    samples = Run(f"{tiny_runs}/tiny_adam").samples
    words = squeezed(app)
    assert f"Not given: age {samples['age'].isna().sum()} (15.0 %)." in words
    assert f"female {(samples['sex'] == 'female').sum()} 50.0 %" in words
    (chart,) = app.get("plotly_chart")
    figure = json.loads(chart.proto.spec)
    assert len(figure["data"]) == 4 and "age" in chart.proto.alt  # all, and three classes


def test_no_metadata_is_said(open_page, tmp_path):
    write(tmp_path, [0, 1, 1], {0: two_classes([0.1, 0.8, 0.9])})
    app = open_page(tmp_path, "data", part="metadata")
    assert not app.exception and "No metadata" in words_of(app)
    assert "split" in open_page(tmp_path, "data").selectbox(key="control_by").options


def test_many_columns_come_by_pages_and_names_last(open_page, tmp_path):
    location = build(tmp_path / "run")
    samples = Run(location).samples
    extra = {f"column {number}": np.arange(60) % 3 for number in range(6)}
    samples = samples.assign(note=[f"<b>note {row}</b>" for row in range(60)], **extra)
    RunWriter(location, "tiny").table(layout.SAMPLES, samples)
    words = squeezed(open_page(tmp_path, "data", part="metadata"))
    assert "1 to 6 of 9" in words and "note" not in words.split("column 0")[1]
    last = open_page(tmp_path, "data", part="metadata", columns_page=2)
    assert "60 different values" in words_of(last) and "<b>note" not in markup_of(last)


def test_hostile_values_are_text(open_page, hostile_runs):
    app = open_page(hostile_runs, "data", part="metadata")
    assert not app.exception and "<iframe" not in markup_of(app).lower()
    assert "<iframe src=//127.0.0.9>" in words_of(app)
    assert not any("<script" in chart.proto.spec for chart in app.get("plotly_chart"))
    assert HOSTILE_CLASSES[0] not in "".join(chart.proto.spec for chart in app.get("plotly_chart"))


def test_the_class_in_focus_has_a_row_however_small():
    totals = np.arange(200)[::-1]
    rows = classes_with_a_row(totals, 150)
    assert rows == [*range(ROWS - 1), 150]
    assert classes_with_a_row(np.array([5, 1, 9]), 1) == [0, 1, 2]


@pytest.mark.parametrize(
    ("missing", "words"),
    [([0, 0], "2 columns, none with gaps."), ([3, 0], "Not given: c0 3 (30.0 %)."), ([1] * 10, "and 2 more.")],
)
def test_gaps_in_one_sentence(missing, words):
    columns = [Column(f"c{place}", "number", count, 5, "") for place, count in enumerate(missing)]
    assert words in missing_words(columns, 10)
