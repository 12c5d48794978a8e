"""Head of the Evolution page: what may be read, this epoch's figures, axes, and epochs that are not there."""

import numpy as np

from analysis.store.reader import Run
from analysis.store.writer import RunWriter
from tests.dashboard.conftest import words_of
from tests.dashboard.drawn_store import add_plane, drawn
from tests.dashboard.views.test_evolution import told


def test_a_projection_says_what_may_be_read_and_how_much_it_shows(open_page, tiny_runs):
    app = open_page(tiny_runs, "evolution", epoch=1, projection="pca_last")
    words = " ".join(words_of(app).split())
    assert "Distances and motion" in words
    assert "variance shown 50.0 % (this epoch's best plane: 60.0 %)" in words
    assert told(app)["run"] == "tiny_adam/pca_last"
    app.selectbox(key="control_projection").select("pca_joint").run()
    assert not app.exception and app.query_params["projection"] == "pca_joint"


def test_the_first_low_figure_stands_in_view_and_the_rest_is_folded(open_page, tmp_path):
    location = drawn(tmp_path, samples=9, epochs=2, classes=("a", "b"))
    quality = {"trustworthiness": [0.7, 0.8], "frozen": 0.4, "k": 15, "subset": {"rule": "all samples", "size": 9}}
    places = np.arange(18.0).reshape(9, 2)
    add_plane(location, {0: places, 1: places}, quality=quality, explained_variance=[0.1, 0.9], own_best=[0.9, 0.9])
    words = " ".join(words_of(open_page(tmp_path, "evolution", epoch=0)).split())
    assert "trustworthiness 0.700" in words and "Only 10.0 % of the variance" in words
    assert "2 more" in words and "when nothing happens" in words


def test_an_epoch_that_the_projection_lacks_is_said_and_so_are_bad_epochs(open_page, tmp_path):
    location = drawn(tmp_path, samples=9, epochs=4, classes=("a", "b"))
    writer = RunWriter(location, "small")
    entry = writer.manifest["projections"]["pca_joint"]
    writer.manifest["projections"]["pca_joint"] = entry | {"epochs": [0, 1, 2]}
    refused = {"title": "Decision view", "reason": "It needs two classes with <b>samples</b>."}
    writer.manifest["projections_unsupported"] = {"decision": refused}
    writer.manifest["bad_epochs"] = {"10": "<b>inf</b>", "4": "a score of s2 is not a number"}
    writer.save()
    app = open_page(tmp_path, "evolution", epoch=3, sample="s3", lines=1, below="table")
    assert not app.exception
    words = " ".join(words_of(app).split())
    assert "It has no epoch 3 yet, only 0, 1, 2" in words
    assert "Decision view is not possible here: It needs two classes with <b>samples</b>." in words
    assert "Epoch 4: a score of s2 is not a number. Epoch 10: <b>inf</b>." in words


def test_three_components_give_a_choice_of_axes(open_page, tmp_path):
    location = drawn(tmp_path, samples=9, epochs=2, classes=("a", "b"))
    places = np.arange(54.0).reshape(2, 9, 3)
    lines = [{"axis": "x", "value": 1.0, "words": "boundary"}]
    add_plane(location, {0: places[0], 1: places[1]}, settings={"components": 3, "guides": lines})
    app = open_page(tmp_path, "evolution")
    assert told(app)["run"] == "small/pca_joint" and told(app)["guides"] == lines
    app.selectbox(key="control_axes").select("23").run()
    assert not app.exception and told(app)["run"] == "small/pca_joint/23" and told(app)["guides"] == []
    assert Run(location).projection("pca_joint").shape == (2, 9, 3)
    plain = open_page(tmp_path, "evolution", axes="99")
    assert told(plain)["run"] == "small/pca_joint" and "axes = 99 is not possible here" in words_of(plain)
