"""The Explanations page in every state."""

import json

import pytest

from analysis.store.reader import Run
from analysis.store.writer import RunWriter
from tests.dashboard.conftest import HOSTILE_SAMPLE, markup_of, words_of
from tests.tiny_store import build


def grids(app) -> dict[str, dict]:
    found = [
        json.loads(each.proto.json) for each in app.get("bidi_component") if "gallery" in each.proto.component_name
    ]
    return {grid["label"]: grid for grid in found}


def test_every_method_is_there_with_its_facts(open_page, tiny_runs):
    app = open_page(tiny_runs, "explanations", epoch=2, sample="ISIC_0000003")
    assert not app.exception
    words = " ".join(words_of(app).split())
    assert "Resolution 4 × 4 cells Settings steps 16 Source Selvaraju et al. 2017" in words
    assert "Resolution 30 × 30 cells Completeness gap 0.400 % of the logit range" in words
    assert "SHAP SHAP needs a model with one input; this one has two." in words
    assert "As the model sees it: 30 × 30 pixels." in words


def test_the_scale_of_a_row_is_printed(open_page, tiny_runs):
    from dashboard import look
    from dashboard.figures.explanation_map import common_scale

    app = open_page(tiny_runs, "explanations", epoch=2, sample="ISIC_0000003", target="mole")
    values = Run(f"{tiny_runs}/tiny_adam").explanations.map("grad_cam", 2, "ISIC_0000003", 1)
    assert look.number(common_scale([values], signed=False).limit) in words_of(app)


def test_the_predicted_class_is_the_target_unless_another_is_picked(open_page, tiny_runs):
    app = open_page(tiny_runs, "explanations", epoch=0, sample="ISIC_0000003")
    run = Run(f"{tiny_runs}/tiny_adam")
    predicted = run.classes[int(run.scores(0)[3].argmax())]
    picker = app.selectbox(key="control_target")
    assert picker.value == predicted
    assert "target" not in app.query_params
    other = next(name for name in run.classes if name != predicted)
    picker.select(other).run()
    assert app.query_params["target"] == other
    assert f"the score is that of {other}" in words_of(app)


def test_every_class_has_its_score_in_the_picker(open_page, tiny_runs):
    app = open_page(tiny_runs, "explanations", epoch=0, sample="ISIC_0000003")
    scores = Run(f"{tiny_runs}/tiny_adam").scores(0)[3]
    options = app.selectbox(key="control_target").options
    assert len(options) == 3
    assert f"{scores.max():.3f} · predicted" in options[0]
    assert sum("label" in option for option in options) == 1


def test_the_strip_chooses_the_epoch(open_page, tiny_runs):
    app = open_page(tiny_runs, "explanations", epoch=5, sample="ISIC_0000003")
    strip = grids(app)["Grad-CAM at every epoch"]
    assert [tile["id"] for tile in strip["tiles"]] == ["0", "1", "2", "5"]
    assert [tile["mark"] for tile in strip["tiles"]] == ["", "", "", "in view"]
    assert [sheet["type"] for sheet in strip["sheets"]] == ["image/png"]
    app.session_state["map_strip"] = {"picked": {"value": "1", "turn": 1}}
    app.run()
    assert app.query_params["epoch"] == "1"


@pytest.mark.parametrize(
    "asked",
    [{"opacity": 0}, {"opacity": 1, "map_scale": "own"}, {"map_cells": "smooth"}, {"strip": "integrated_gradients"}],
)
def test_every_way_of_drawing(open_page, tiny_runs, asked):
    app = open_page(tiny_runs, "explanations", epoch=2, sample="ISIC_0000003", **asked)
    assert not app.exception
    assert all(app.query_params[name] == str(value) for name, value in asked.items())


def test_smoothing_is_said(open_page, tiny_runs):
    app = open_page(tiny_runs, "explanations", epoch=2, sample="ISIC_0000003", map_cells="smooth")
    assert "4 × 4 cells, smoothed" in words_of(app)


def test_a_sample_that_was_not_explained_gets_the_command(open_page, tiny_runs):
    app = open_page(tiny_runs, "explanations", sample="ISIC_0000030")
    assert "This sample was not explained" in words_of(app)
    assert app.code[0].value.endswith("--explain ISIC_0000030")
    explained = grids(app)["Explained samples"]["tiles"]
    assert [tile["id"] for tile in explained] == Run(f"{tiny_runs}/tiny_adam").explanations.samples
    app.session_state["explained_samples"] = {"picked": {"value": "ISIC_0000002", "turn": 1}}
    app.run()
    assert app.query_params["sample"] == "ISIC_0000002"
    assert "Grad-CAM" in words_of(app)


def test_without_a_selection_the_explained_samples_are_offered(open_page, tiny_runs):
    app = open_page(tiny_runs, "explanations")
    assert "No sample selected" in words_of(app)
    assert list(grids(app)) == ["Explained samples"]


def test_a_run_without_explanations_says_what_to_do(open_page, tmp_path):
    writer = RunWriter(build(tmp_path / "plain"), "plain")
    writer.manifest["explanations"] = {}
    writer.save()
    app = open_page(tmp_path, "explanations", sample="ISIC_0000003")
    assert not app.exception
    assert "No explanations yet" in words_of(app)


def test_an_unknown_target_falls_back(open_page, tiny_runs):
    app = open_page(tiny_runs, "explanations", sample="ISIC_0000003", target="unheard of")
    assert not app.exception
    assert any("unheard of" in note for note in app.session_state["shared_notes"])


def test_hostile_names_stay_words(open_page, hostile_runs):
    for sample in (HOSTILE_SAMPLE, "ISIC_0000003"):
        app = open_page(hostile_runs, "explanations", sample=sample)
        assert not app.exception
        assert "<script>" not in markup_of(app) and "<img" not in markup_of(app)
