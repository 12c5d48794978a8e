"""Run health in words and rows."""

import pandas as pd
import pytest

from analysis.store.findings import Finding
from analysis.store.reader import Run
from analysis.store.writer import RunWriter
from dashboard.panels.health import verdict, warnings, with_flags
from tests.dashboard.conftest import markup_of, words_of
from tests.tiny_store import build


def finding(level, **more):
    return Finding("check", more.pop("title", "Title"), level, more.pop("words", "Words."), **more)


def test_the_line_counts_what_could_be_judged():
    assert verdict([finding("fine"), finding("fine"), finding("not_applicable")]) == "No problem found in 2 checks."
    assert (
        verdict([finding("fine"), finding("note")]) == "No problem found in 2 checks; 1 check flagged earlier epochs."
    )
    assert verdict([finding("warning"), finding("warning")]) == "2 warnings in 2 checks."


def test_only_warnings_stand_at_the_top_with_their_advice():
    said = warnings(
        [finding("note"), finding("warning", advice="Use --loss focal or --batch-norm-momentum 0.9, or so.")]
    )
    assert len(said) == 1 and "Title: " in said[0]
    assert ">--loss focal</code> or " in said[0] and ">--batch-norm-momentum 0.9</code>, or so." in said[0]


def test_words_of_a_manifest_are_escaped():
    said = warnings([finding("warning", title="<b>", words="<script>", advice="<i> --x")])[0]
    assert "<script>" not in said and "<i>" not in said and "&lt;script&gt;" in said
    assert with_flags("no flag") == "no flag"


@pytest.mark.parametrize(
    ("unit", "value", "shown"), [("share", 0.1234, "12.3 %"), ("difference", -0.0304, "−0.030"), ("", 17.96, "18.0")]
)
def test_a_row_has_state_figure_and_bars(open_page, tmp_path, unit, value, shown):
    location = build(tmp_path / "run")
    writer = RunWriter(location, "run")
    entry = finding(
        "note", title="Some check", unit=unit, value=value, curve="figure", epochs=[1], detail="Second look."
    )
    writer.manifest["health"] = [entry.to_json()]
    writer.table("health.parquet", pd.DataFrame({"epoch": Run(location).epochs, "figure": [0.0, 0.4, 0.2, None]}))
    writer.save()
    app = open_page(tmp_path, "overview")
    words = " ".join(words_of(app).split())
    assert f"Some check {shown} earlier epochs" in words and "Second look." in words
    assert markup_of(app).count('class="flagged"') == 1
    assert next(expander.label for expander in app.expander) == "What was checked, and what was found"
