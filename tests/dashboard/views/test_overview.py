"""Overview: figures with intervals, curves, the logged check and the warnings."""

import json

import pytest

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


def test_a_mismatch_warns_in_words_and_agreement_does_not(open_page, tmp_path):
    location = build(tmp_path / "run")
    words = squeezed(open_page(tmp_path, "overview"))
    assert "recomputed from the checkpoint but" in words and "classes may be in another order" in words
    run = Run(location)
    history = run.history.assign(val_accuracy=run.metrics["validation_accuracy"].to_numpy()[1:] + 0.01)
    RunWriter(location, "tiny").table(layout.HISTORY, history)
    writer = RunWriter(location, "tiny")
    writer.manifest["warnings"] = ["Something to know."]
    writer.save()
    words = squeezed(open_page(tmp_path, "overview"))
    assert "agree within 0.02" in words and "another order" not in words
    assert "Something to know." in words


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
