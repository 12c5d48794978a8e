"""The Data page: its parts, one at a time, on ordinary and odd runs."""

from __future__ import annotations

import pytest

from analysis.store import layout
from analysis.store.reader import Run
from analysis.store.writer import RunWriter
from dashboard.model_service import PORT_VARIABLE
from dashboard.views.dataset import PARTS
from tests.browser import free_port
from tests.dashboard.conftest import words_of
from tests.dashboard.small_store import write
from tests.tiny_store import build


@pytest.fixture(autouse=True)
def no_service(monkeypatch):
    monkeypatch.setenv(PORT_VARIABLE, str(free_port()))


def test_the_first_part_is_balance_and_samples(open_page, tiny_runs):
    words = words_of(open_page(tiny_runs, "data"))
    assert "Class balance" in words and "Share of" in words and "Samples of every class" in words
    assert "Not given" not in words


def test_the_switch_changes_the_part_and_the_link(open_page, tiny_runs):
    app = open_page(tiny_runs, "data")
    app.segmented_control(key="control_part").set_value("metadata").run()
    assert not app.exception and app.query_params["part"] == "metadata"
    assert "Not given" in words_of(app) and "Class balance" not in words_of(app)


@pytest.mark.parametrize("part", PARTS)
def test_one_class_is_fine(open_page, tmp_path, part):
    write(tmp_path, [0, 0, 0], {0: [[1.0]] * 3}, classes=("only",))
    app = open_page(tmp_path, "data", part=part)
    assert not app.exception and "This run cannot be shown" not in words_of(app)


@pytest.mark.parametrize("part", PARTS)
def test_labels_unknown_to_the_model_are_fine(open_page, tmp_path, part):
    location = build(tmp_path / "run")
    samples = Run(location).samples
    samples.loc[:5, "label"] = "never heard of"
    RunWriter(location, "tiny").table(layout.SAMPLES, samples)
    app = open_page(tmp_path, "data", part=part)
    assert not app.exception and "This run cannot be shown" not in words_of(app)


@pytest.mark.parametrize("part", PARTS)
def test_a_run_of_scores_only_has_a_data_page_too(open_page, tmp_path, part):
    writer = RunWriter(build(tmp_path / "run"), "run")
    writer.manifest |= {"kind": "ensemble", "model": {}}
    writer.save()
    app = open_page(tmp_path, "data", part=part)
    assert not app.exception and "This run cannot be shown" not in words_of(app)
    assert ("holds scores only" in words_of(app)) == (part == "duplicates")
