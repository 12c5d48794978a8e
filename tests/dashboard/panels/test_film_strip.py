"""The film strip's part of the page, in every state; what the browser would send is set as component state."""

import json

import numpy as np
import pytest

from analysis.store.reader import Run
from dashboard.film import film
from tests.dashboard.conftest import HOSTILE_SAMPLE, markup_of, words_of
from tests.dashboard.small_store import two_classes, write


def strip(app) -> dict:
    (found,) = [each for each in app.get("bidi_component") if each.proto.component_name.endswith("film_strip")]
    return json.loads(found.proto.json)


def ids(said: dict, place: int) -> list[str]:
    return [said["samples"][cell[0]][0] for cell in said["rows"][place]["cells"]]


def steps(app) -> list[str]:
    found = [json.loads(each.proto.json) for each in app.get("bidi_component") if each.proto.json]
    return [tile["id"] for each in found if each.get("label") == "The way here" for tile in each["tiles"]]


def test_every_epoch_is_a_row_of_the_stores_neighbors(open_page, tiny_runs):
    app = open_page(tiny_runs, "neighbours", epoch=2, sample="ISIC_0000004", k=6)
    run = Run(f"{tiny_runs}/tiny_adam")
    said = strip(app)
    assert not app.exception and said["epoch"] == 2
    for place, row in enumerate(film(run, 4, 6).rows):
        assert ids(said, place) == [f"ISIC_{each:07d}" for each in row]
    assert "6 at epoch 2" not in words_of(app)
    before = film(run, 4, 6).overlap()[2]
    kept = len(set(run.neighbors(2)[4, :6]) & set(run.neighbors(1)[4, :6]))
    assert before == pytest.approx(kept / (12 - kept))
    assert f"At epoch 2, {kept} of 6 were there at epoch 1" in words_of(app)


def test_walking_three_neighbors_and_back(open_page, tiny_runs):
    app = open_page(tiny_runs, "neighbours", epoch=5, sample="ISIC_0000004")
    way = ["ISIC_0000004"]
    for turn in range(1, 4):
        step = next(name for name in ids(strip(app), 3) if name not in way)
        app.session_state["film"] = {"sample": {"value": step, "turn": turn}}
        app.run()
        way.append(step)
        assert app.query_params["sample"] == step and steps(app) == way
    next(button for button in app.button if button.key == "walk_back").click().run()
    assert app.query_params["sample"] == way[2] and steps(app) == way[:3]


def test_the_head_of_a_row_is_its_epoch(open_page, tiny_runs):
    app = open_page(tiny_runs, "neighbours", epoch=5, sample="ISIC_0000004")
    app.session_state["film"] = {"epoch": {"value": "1", "turn": 1}}
    app.run()
    assert app.query_params["epoch"] == "1" and strip(app)["epoch"] == 1


@pytest.mark.parametrize("told", [{"sample": {"value": "nobody", "turn": 1}}, {"epoch": {"value": "99", "turn": 1}}])
def test_what_a_browser_makes_up_is_ignored(open_page, tiny_runs, told):
    app = open_page(tiny_runs, "neighbours", epoch=5, sample="ISIC_0000004")
    app.session_state["film"] = told
    app.run()
    assert (app.query_params["epoch"], app.query_params["sample"]) == ("5", "ISIC_0000004")


def test_a_step_in_epochs_sends_no_picture_again(open_page, tiny_runs):
    app = open_page(tiny_runs, "neighbours", epoch=5, sample="ISIC_0000004")
    sent = app.session_state["film_pictures"]
    app.session_state["film"] = {"epoch": {"value": "0", "turn": 1}}
    app.run()
    assert app.session_state["film_pictures"] == sent


def test_more_than_there_are_is_said(open_page, tmp_path):
    write(tmp_path, [0, 0, 1], {0: two_classes([0.2] * 3), 1: two_classes([0.4] * 3)})
    app = open_page(tmp_path, "neighbours", sample="s0", k=50)
    assert not app.exception
    assert any("k = 50 is not possible here" in note for note in app.session_state["shared_notes"])
    assert [len(row["cells"]) for row in strip(app)["rows"]] == [2, 2]


def test_identical_embeddings_and_equal_distances(open_page, tmp_path):
    write(tmp_path, [0, 0, 1, 1], {0: two_classes([0.2] * 4)}, places=np.zeros((4, 1)))
    app = open_page(tmp_path, "neighbours", sample="s2")
    assert ids(strip(app), 0) == ["s0", "s1", "s3"]  # ties by row number
    assert "3 neighbours at distance 0 at some epoch" in words_of(app)


def test_a_class_of_one_sample_has_no_neighbor_alike(open_page, tmp_path):
    write(tmp_path, [0, 0, 0, 1], {0: two_classes([0.2] * 4)})
    app = open_page(tmp_path, "neighbours", sample="s3")
    assert not app.exception
    assert strip(app)["rows"][0]["same"] == 0 and "Neighbours that are melanoma too" in words_of(app)


def test_an_id_that_does_not_exist_is_said_and_places_to_start_are_offered(open_page, tiny_runs):
    app = open_page(tiny_runs, "neighbours", sample="ISIC_9999999")
    assert not app.exception
    assert "Sample ISIC_9999999 is not in this run." in words_of(app)
    assert "Surest" in words_of(app)


def test_a_sample_outside_the_split_in_view_is_shown_and_said_to_be(open_page, tiny_runs):
    app = open_page(tiny_runs, "neighbours", split="validation", sample="ISIC_0000003")
    assert "This sample is in train; the header's validation does not filter neighbours." in words_of(app)
    assert len(strip(app)["rows"]) == 4
    app = open_page(tiny_runs, "neighbours", split="train", sample="ISIC_0000003")
    assert "does not filter" not in words_of(app)


def test_a_run_without_neighbors_says_how_to_add_them(open_page, tmp_path, monkeypatch):
    location = write(tmp_path, [0, 0, 1], {0: two_classes([0.2] * 3)})
    manifest = json.loads((tmp_path / "small" / "run.json").read_text())
    del manifest["neighbors"]
    (tmp_path / "small" / "run.json").write_text(json.dumps(manifest))
    app = open_page(tmp_path, "neighbours", sample="s0")
    assert not app.exception and location
    assert "has no nearest neighbours. Run the analysis again" in words_of(app)


def test_hostile_names_stay_words(open_page, hostile_runs):
    app = open_page(hostile_runs, "neighbours", sample=HOSTILE_SAMPLE)
    assert not app.exception
    assert "<script>" not in markup_of(app) and "<img" not in markup_of(app)
