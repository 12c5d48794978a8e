"""Two epochs side by side, in every state."""

import json

import numpy as np
import pytest

from analysis.store.reader import Run
from dashboard.neighborhood import nearest
from tests.dashboard.conftest import HOSTILE_SAMPLE, markup_of, words_of
from tests.dashboard.small_store import two_classes, write


def grids(app) -> dict[str, list[dict]]:
    """Galleries on the page: label -> tiles."""
    found = [
        json.loads(each.proto.json) for each in app.get("bidi_component") if "gallery" in each.proto.component_name
    ]
    return {grid["label"]: grid["tiles"] for grid in found}


def near(app, epoch: int) -> list[dict]:
    return grids(app)[f"Nearest neighbours at epoch {epoch}, nearest first"]


def test_both_epochs_show_the_stores_neighbors(open_page, tiny_runs):
    app = open_page(tiny_runs, "neighbours", near="epochs", epoch=5, sample="ISIC_0000004", k=6)
    run = Run(f"{tiny_runs}/tiny_adam")
    for epoch in (5, 0):
        wanted = nearest(run, epoch, 4, 6)
        assert [tile["id"] for tile in near(app, epoch)] == [f"ISIC_{row:07d}" for row in wanted.rows]
        assert near(app, epoch)[0]["detail"].startswith("1 · ")


def test_gained_and_lost_are_the_differences(open_page, tiny_runs):
    app = open_page(tiny_runs, "neighbours", near="epochs", epoch=5, against=1, sample="ISIC_0000021", k=10)
    now, then = ({tile["id"] for tile in near(app, epoch)} for epoch in (5, 1))
    assert {tile["id"] for tile in near(app, 5) if tile["mark"] == "gained"} == now - then
    assert {tile["id"] for tile in near(app, 1) if tile["mark"] == "lost"} == then - now
    assert f"{len(now - then)} gained since epoch 1" in words_of(app)
    assert f"{len(then - now)} lost by epoch 5" in words_of(app)


def test_shares_of_the_same_label(open_page, tiny_runs):
    app = open_page(tiny_runs, "neighbours", near="epochs", epoch=2, sample="ISIC_0000021", k=10)
    run = Run(f"{tiny_runs}/tiny_adam")
    same = int((run.labels[nearest(run, 2, 21, 10).rows] == run.labels[21]).sum())
    assert f"{same} of 10 share its label" in words_of(app)


def test_a_click_walks_on_and_the_way_leads_back(open_page, tiny_runs):
    app = open_page(tiny_runs, "neighbours", near="epochs", epoch=5, sample="ISIC_0000004")
    step = near(app, 5)[2]["id"]
    app.session_state["near_gained"] = {"picked": {"value": step, "turn": 1}}
    app.run()
    assert app.query_params["sample"] == step
    assert [tile["id"] for tile in grids(app)["The way here"]] == ["ISIC_0000004", step]
    next(button for button in app.button if button.key == "walk_back").click().run()
    assert app.query_params["sample"] == "ISIC_0000004"
    assert "The way here" not in grids(app)


def test_the_same_group_can_be_left_out_and_is_counted(open_page, tmp_path):
    places = np.array([[0], [1], [2], [9], [10], [11]], float)
    scores = {0: two_classes([0.2] * 6), 1: two_classes([0.3] * 6)}
    write(tmp_path, [0, 0, 0, 1, 1, 1], scores, groups=["a", "a", "a", "b", "c", "d"], places=places)
    app = open_page(tmp_path, "neighbours", near="epochs", epoch=1, sample="s0", other_groups=1)
    assert [tile["id"] for tile in near(app, 1)] == ["s3", "s4", "s5"]
    assert "Left out as members of the same group: 2 at this epoch, 2 at the other." in words_of(app)
    assert "no more than 3 of the 5 asked for" in words_of(app)


def test_identical_embeddings_are_called_identical(open_page, tmp_path):
    write(tmp_path, [0, 0, 1], {0: two_classes([0.2] * 3)}, places=np.array([[1.0], [1.0], [2.0]]))
    app = open_page(tmp_path, "neighbours", near="epochs", sample="s0")
    assert near(app, 0)[0]["detail"] == "1 · 0, identical"
    assert "1 neighbour at distance 0" in words_of(app)


def test_one_epoch_has_nothing_to_compare_with(open_page, tmp_path):
    write(tmp_path, [0, 0, 1], {4: two_classes([0.2] * 3)})
    app = open_page(tmp_path, "neighbours", near="epochs", sample="s1")
    assert not app.exception
    assert list(grids(app)) == ["Nearest neighbours at epoch 4, nearest first"]


def test_without_a_selection_there_are_places_to_start(open_page, tiny_runs):
    app = open_page(tiny_runs, "neighbours", near="epochs", epoch=0)
    ((title, tiles),) = grids(app).items()
    assert title.startswith("Surest errors at epoch 0")
    app.session_state["starting_points"] = {"picked": {"value": tiles[0]["id"], "turn": 1}}
    app.run()
    assert app.query_params["sample"] == tiles[0]["id"]
    assert len(near(app, 0)) == 10


@pytest.mark.parametrize(("name", "value"), [("against", "77"), ("k", "7"), ("k", "many")])
def test_what_the_address_asks_in_vain_falls_back(open_page, tiny_runs, name, value):
    app = open_page(tiny_runs, "neighbours", near="epochs", epoch=5, sample="ISIC_0000004", **{name: value})
    assert not app.exception
    assert name not in app.query_params
    assert any(value in note for note in app.session_state["shared_notes"])


def test_hostile_names_stay_words(open_page, hostile_runs):
    app = open_page(hostile_runs, "neighbours", near="epochs", sample=HOSTILE_SAMPLE)
    assert not app.exception
    assert "<script>" not in markup_of(app) and "<img" not in markup_of(app)
