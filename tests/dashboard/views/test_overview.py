"""Overview: figures with intervals, curves, the logged check and the warnings."""

import json

import pandas as pd
import pytest

from analysis.health.contract import Epoch
from analysis.health.judging import measured, publish
from analysis.store import layout
from analysis.store.reader import Run
from analysis.store.writer import RunWriter
from dashboard.look import estimate
from tests.dashboard.conftest import words_of
from tests.tiny_store import build


def squeezed(app):
    return " ".join(words_of(app).split())


def test_figures_of_the_epoch_and_split_in_view(open_page, tiny_runs):
    run = Run(f"{tiny_runs}/tiny_adam")
    at = run.metrics[run.metrics["epoch"] == 2].iloc[0]
    words = squeezed(open_page(tiny_runs, "overview", epoch=2, split="test"))
    assert "Test, epoch 2" in words
    for metric in ("balanced_accuracy", "macro_auroc", "accuracy"):
        value, low, high = (float(at[f"test_{metric}{end}"]) for end in ("", "_low", "_high"))
        assert estimate(value, low, high) in words


def test_two_figures_with_their_words(open_page, tiny_runs):
    app = open_page(tiny_runs, "overview")
    charts = [json.loads(chart.proto.spec) for chart in app.get("plotly_chart")]
    assert len(charts) == 2
    assert all(chart.proto.alt for chart in app.get("plotly_chart"))
    app.selectbox(key="control_metric").select("macro_auroc").run()
    assert not app.exception and app.query_params["metric"] == "macro_auroc"


def examined(location: str, **changes) -> Run:
    """Put the findings of the real checks, without those of a model, into a run; returns it opened anew."""
    run, writer = Run(location), RunWriter(location, "run")
    rows = [measured(Epoch(run, epoch, run.embeddings(epoch), run.scores(epoch), None, {})) for epoch in run.epochs]
    publish(writer, run, pd.DataFrame(rows))
    writer.manifest |= changes
    writer.save()
    return Run(location)


def test_a_mismatch_warns_in_words_and_agreement_does_not(open_page, tmp_path):
    location = build(tmp_path / "run")
    examined(location)
    words = squeezed(open_page(tmp_path, "overview"))
    assert "is not what training logged at epochs 1, 2 and 5" in words and "Preprocessing, class order" in words
    assert "1 warning in 6 checks" in words
    run = Run(location)
    history = run.history.assign(val_accuracy=run.metrics["validation_accuracy"].to_numpy()[1:] + 0.01)
    RunWriter(location, "run").table(layout.HISTORY, history)
    examined(location, warnings=["Something to know."])
    words = squeezed(open_page(tmp_path, "overview"))
    assert "No problem found in 6 checks" in words and "Preprocessing, class order" not in words
    assert "agree within 0.02" in words and "Something to know." in words


def test_a_run_that_was_never_examined_says_so(open_page, tiny_runs):
    assert "Not examined: this run was analysed before" in squeezed(open_page(tiny_runs, "overview"))


def test_the_learning_rate_is_a_third_figure(open_page, tmp_path):
    location = build(tmp_path / "run")
    run, writer = Run(location), RunWriter(location, "run")
    writer.table(layout.HISTORY, run.history.assign(learning_rate=[0.1, 0.05, 0.01]))
    app = open_page(tmp_path, "overview")
    assert len(app.get("plotly_chart")) == 3 and "As logged at the end of each epoch." in words_of(app)


def test_an_unfinished_run_says_that_it_is_followed(open_page, tmp_path):
    examined(build(tmp_path / "run"), complete=False)
    assert "is not finished" in words_of(open_page(tmp_path, "overview"))


@pytest.mark.parametrize("missing", ["history.parquet", "epochs.parquet"])
def test_missing_tables_are_said(open_page, tmp_path, missing):
    location = build(tmp_path / "run")
    (tmp_path / "run" / missing).unlink()
    app = open_page(tmp_path, "overview")
    assert not app.exception, location
    assert ("Nothing was logged" if missing == "history.parquet" else "No metrics yet") in words_of(app)


def test_pictures_left_out_are_listed(open_page, tiny_runs):
    app = open_page(tiny_runs, "overview")
    assert [expander.label for expander in app.expander] == ["1 picture left out"]
    assert "zero bytes" in words_of(app)
