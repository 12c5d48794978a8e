"""Every page in every state under AppTest: no traceback, one message, and what to run next."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dashboard.views.registry import SHOW_WITHOUT_EPOCHS, VIEWS
from tests.dashboard.conftest import HOSTILE_CLASSES, HOSTILE_SAMPLE, go_to, markup_of, words_of
from tests.tiny_store import build

PATHS = [view.PATH for view in VIEWS]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("sample", [None, "ISIC_0000001", "ISIC_0000050"])
def test_every_page_draws(open_page, tiny_runs, path, sample):
    asked = {} if sample is None else {"sample": sample}
    app = open_page(tiny_runs, path, **asked)
    assert not app.exception
    assert app.query_params["run"] == "tiny_adam"
    assert ("sample" in app.query_params) == (sample is not None)


@pytest.mark.parametrize("path", PATHS)
def test_no_runs_says_what_to_run(open_page, tmp_path, path):
    app = open_page(tmp_path / "nothing", path)
    assert not app.exception
    assert "No runs yet" in words_of(app)
    assert any("python -m analysis run" in code.value for code in app.code)


@pytest.mark.parametrize("path", PATHS)
def test_a_run_without_epochs_says_so(open_page, unfinished_runs, path):
    app = open_page(unfinished_runs, path)
    assert not app.exception
    assert ("No complete epoch yet" in words_of(app)) == (path != "data")
    assert ("Class balance" in words_of(app)) == (path in SHOW_WITHOUT_EPOCHS)


@pytest.mark.parametrize("path", PATHS)
def test_unknown_values_in_a_link_fall_back_with_a_note(open_page, tiny_runs, path):
    app = open_page(tiny_runs, path, run="gone", epoch="77", sample="<b>nobody</b>", split="moon")
    words = words_of(app)
    assert not app.exception
    assert "There is no run gone here. Showing tiny_adam." in words
    assert "Epoch 77 is not in this run. Showing epoch 5." in words
    assert "Sample <b>nobody</b> is not in this run." in words
    assert "This run has no split moon. Showing validation." in words
    shown = {"run": "tiny_adam", "epoch": "5", "split": "validation"}
    assert {name: app.query_params[name] for name in shown} == shown and "sample" not in app.query_params


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("sample", [HOSTILE_SAMPLE, None])
def test_hostile_names_are_text(open_page, hostile_runs, path, sample):
    app = open_page(hostile_runs, path, **({"sample": sample} if sample else {}))
    assert not app.exception
    markup = markup_of(app)
    for tag in ("<script", "<img", "<iframe", "<b>run", "<u>"):
        assert tag not in markup.lower()
    if sample and path != "evolution":
        assert HOSTILE_SAMPLE in words_of(app)
    for written in app.markdown:  # Markdown could load a picture from elsewhere
        assert HOSTILE_CLASSES[2] not in written.value


def test_a_broken_run_is_named_once_and_others_stay_reachable(open_page, tmp_path):
    build(tmp_path / "fine")
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / "run.json").write_text(json.dumps({"format": 99}))
    app = open_page(tmp_path)
    assert not app.exception
    assert words_of(app).count("has format 99") == 1
    app.selectbox(key="header_run").select("fine").run()
    assert not app.exception and "What this run is" in words_of(app)


def test_a_damaged_table_is_a_message(open_page, tmp_path):
    location = Path(build(tmp_path / "run"))
    (location / "samples.parquet").write_bytes(b"nonsense")
    app = open_page(tmp_path)
    assert not app.exception
    assert "samples.parquet cannot be read" in words_of(app)


def test_the_selection_goes_along_from_page_to_page(open_page, tiny_runs):
    app = open_page(tiny_runs, "evolution", run="tiny_sgd", epoch=2, sample="ISIC_0000007", split="test")
    for path in [*PATHS, "evolution"]:
        app.query_params.clear()  # what navigation does in the browser
        go_to(app, path)
        asked = {"run": "tiny_sgd", "epoch": "2", "sample": "ISIC_0000007", "split": "test"}
        assert not app.exception
        assert asked.items() <= app.query_params.items()


def test_a_page_that_falls_back_says_so_at_once(open_page, tiny_runs):
    app = open_page(tiny_runs, "neighbours", near="epochs", sample="ISIC_0000001", against="77")
    assert "against = 77 is not possible here" in words_of(app)
