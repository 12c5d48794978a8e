"""Epochs compared on the page: the map, its two lists, a click, and what is said where there is nothing to compare."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from analysis.store import layout
from analysis.store.reader import Run
from analysis.store.writer import RunWriter
from dashboard.figures.epoch_similarity import CLICKS, epoch_similarity
from dashboard.panels.similarity import clicked, matrix
from tests import browser
from tests.browser import address_says
from tests.conftest import ROOT
from tests.dashboard.compared_store import compare
from tests.dashboard.conftest import words_of
from tests.dashboard.small_store import two_classes, write
from tests.tiny_store import CLASSES, EPOCHS, build

WAIT = 30_000  # ms


@pytest.fixture(scope="module")
def runs(tmp_path_factory) -> str:
    folder = tmp_path_factory.mktemp("compared")
    compare(build(folder / "tiny"))
    return str(folder)


@pytest.fixture
def copied(runs, tmp_path) -> RunWriter:
    return RunWriter(str(shutil.copytree(Path(runs) / "tiny", tmp_path / "runs" / "tiny")), "")


def words(app) -> str:
    assert not app.exception
    return " ".join(words_of(app).split())


def drawn(app) -> dict:
    """The heat map as it was sent."""
    figures = [json.loads(chart.proto.spec) for chart in app.get("plotly_chart")]
    return next(figure for figure in figures if figure["data"][0]["type"] == "heatmap")


def of(app, writer: RunWriter):
    return app(str(Path(writer.location).parent), "evolution", below="compared")


def test_the_first_epoch_is_compared_with_the_one_in_view(open_page, runs):
    app = open_page(runs, "evolution", below="compared", epoch=2)
    text = words(app)
    run = Run(f"{runs}/tiny")
    moved = int((run.scores(0).argmax(1) != run.scores(2).argmax(1)).sum())
    assert "Epoch 0 beside epoch 2" in text and f"the prediction of {moved} of 60 samples" in text
    assert "Linear CKA of the embeddings" in text and "Surroundings changed most from epoch 0 to 2" in text
    places = {(shape["y0"] + shape["y1"]) / 2 for shape in drawn(app)["layout"]["shapes"]}
    assert places == {0, 2}


def test_two_lists_and_a_switch_choose_without_a_mouse(open_page, runs):
    app = open_page(runs, "evolution", below="compared")
    app.selectbox(key="control_compared_first").select(1).run()
    app.selectbox(key="control_compared_second").select(2).run()
    assert "Epoch 1 beside epoch 2" in words(app)
    assert (app.query_params["compared_first"], app.query_params["compared_second"]) == ("1", "2")
    app.button_group(key="control_alike").set_value("neighbor_overlap").run()
    assert "10 nearest neighbours that both epochs have in common; by chance 16.9 %" in words(app)


def test_a_button_shows_either_epoch(open_page, runs):
    app = open_page(runs, "evolution", below="compared", compared_first=1, compared_second=5, epoch=5)
    assert app.button(key="go_5").disabled
    app.button(key="go_1").click().run()
    assert not app.exception and app.query_params["epoch"] == "1"


def test_the_same_epoch_twice_is_said(open_page, runs):
    text = words(open_page(runs, "evolution", below="compared", compared_first=1, compared_second=1))
    assert "Both are the same epoch" in text and "Surroundings changed" not in text


def test_a_store_without_comparisons_says_what_to_run(open_page, tiny_runs):
    app = open_page(tiny_runs, "evolution", below="compared")
    assert "Epochs were not compared yet" in words(app)
    assert any("python -m analysis run" in code.value for code in app.code)


def test_one_epoch_has_nothing_beside_it(open_page, copied):
    copied.manifest["epochs"] = copied.manifest["epochs"][:1]
    for entry in copied.manifest["projections"].values():
        entry["epochs"] = [0]
    copied.save()
    assert "one complete epoch: there is nothing to compare it with" in words(of(open_page, copied))


def test_epochs_that_are_not_compared_and_bad_ones_are_named(open_page, copied):
    del copied.manifest["similarity"]["epochs"]["5"]
    copied.manifest["bad_epochs"] = {"3": "NaN or infinite values, first at sample ISIC_0000000"}
    copied.save()
    text = words(of(open_page, copied))
    assert "Epoch 5 not compared yet" in text and "not finite: epoch 3" in text
    assert "Epoch 0 beside epoch 2" in text


def test_a_constant_embedding_has_no_figure_and_the_rest_has(open_page, copied):
    table = Run(copied.location).similarity
    table.loc[(table["epoch"] == 1) | (table["other"] == 1), "cka"] = np.nan
    copied.table(layout.SIMILARITY, table)
    app = of(open_page, copied)
    assert "No figure for epoch 1: its embedding is the same for every sample" in words(app)
    table["cka"] = np.nan
    copied.table(layout.SIMILARITY, table)
    copied.save()
    text = words(of(open_page, copied))
    assert "No figure for epoch 0, 1, 2, 5" in text and "Epoch 0 beside epoch 5" in text


def test_a_subset_is_stated(open_page, copied):
    copied.manifest["similarity"]["subset"]["size"] = 40
    copied.save()
    assert "From a fixed 40 of 60 samples" in words(of(open_page, copied))


def test_without_projections_the_numbers_are_there_all_the_same(open_page, copied):
    copied.manifest["projections"]["pca_joint"]["epochs"] = EPOCHS[:3]
    copied.save()
    text = words(of(open_page, copied))
    assert "Joint PCA lacks epoch 5" in text and "the prediction of" in text


def test_two_identical_epochs_and_one_class(open_page, tmp_path):
    scores = two_classes([0.2] * 8)
    location = write(tmp_path / "runs", [0] * 8, {0: scores, 1: scores})
    compare(location)
    _one_plane(location)
    text = words(open_page(tmp_path / "runs", "evolution", below="compared"))
    assert "No prediction of 8 samples changed" in text and "keeps 7.00 of its 7" in text
    assert "Surroundings changed" not in text


def _one_plane(location: str) -> None:
    writer, run = RunWriter(location, ""), Run(location)
    arrays = writer.arrays(list(run.samples["sample"]), run.classes)
    parts = {epoch: (np.zeros((8, 2), np.float32), *[np.zeros(8, np.float32)] * 2) for epoch in run.epochs}
    writer.projection(arrays, "pca_joint", {"title": "Joint PCA", "settings": {"components": 2}}, parts)


def test_the_table_becomes_a_symmetric_matrix(runs):
    table = Run(f"{runs}/tiny").similarity
    found = matrix(table.sample(frac=1, random_state=0), EPOCHS, "cka")
    assert (found == found.T).all() and (np.diag(found) == 1).all()
    assert found[1, 3] == table.set_index(["epoch", "other"]).loc[(1, 5), "cka"]


def event(**point) -> dict:
    return {"selection": {"points": [point]}}


def test_a_click_is_two_epochs():
    assert clicked(event(curve_number=CLICKS, point_index=7), EPOCHS) == (1, 5)
    assert len(epoch_similarity(np.eye(4), EPOCHS, name="CKA").data) == CLICKS + 1


@pytest.mark.parametrize(
    "received",
    [{}, {"selection": {"points": []}}, event(curve_number=0, point_index=1), None,
     event(curve_number=CLICKS, point_index=16), event(curve_number=CLICKS, point_index=-1),
     event(curve_number=CLICKS, point_index="1")],
)  # fmt: skip
def test_anything_else_from_a_browser_is_nothing(received):
    assert clicked(received, EPOCHS) is None


@pytest.mark.browser
def test_a_click_on_a_cell_compares_its_epochs(chromium, runs):
    with browser.streamlit(ROOT / "dashboard" / "app.py", EPOCHSCOPE_RUNS=runs) as address:
        context = chromium.new_context(viewport={"width": 1440, "height": 1600})
        page = context.new_page()
        page.goto(f"{address}/evolution?below=compared&epoch=5")
        chart = page.locator(".st-key-epoch_similarity .nsewdrag").first
        chart.wait_for(timeout=WAIT)
        page.wait_for_timeout(500)
        chart.scroll_into_view_if_needed()
        box = chart.bounding_box()
        chart.click(position={"x": box["width"] * 0.64, "y": box["height"] * 0.36})  # row 1, column 2
        page.get_by_text("Epoch 1 beside epoch 2").wait_for(timeout=WAIT)
        asked = address_says(page)
        assert (asked["compared_first"], asked["compared_second"], asked["epoch"]) == ("1", "2", "5")
        assert page.locator(".stException").count() == 0
        context.close()


def test_labels_of_a_hostile_run_are_text(open_page, tmp_path):
    names = ["<script>alert(1)</script>", *CLASSES[1:]]
    compare(build(tmp_path / "runs" / "x", classes=names))
    app = open_page(tmp_path / "runs", "evolution", below="compared")
    assert not app.exception
    assert "<script>" not in "".join(element.proto.body for element in app.get("html"))
