"""Evolution: what the scatter is told, what it may tell, and the words around it."""

import json

from analysis.store.reader import Run
from analysis.store.writer import RunWriter
from dashboard.scatter import ScatterState
from dashboard.views import evolution
from tests.dashboard.conftest import words_of
from tests.tiny_store import EPOCHS, build


def told(app, key="scatter"):
    """What the view mount of the scatter was sent."""
    found = [
        element.proto for element in app.get("bidi_component") if element.proto.component_name == "epochscope_scatter"
    ]
    return json.loads(found[0].json)


def test_the_scatter_shows_epoch_selection_and_neighbors(open_page, tiny_runs):
    run = Run(f"{tiny_runs}/tiny_adam")
    app = open_page(tiny_runs, "evolution", epoch=2, sample="ISIC_0000007")
    assert not app.exception
    sent = told(app)
    ids = run.samples["sample"]
    assert (sent["run"], sent["epoch"], sent["selected"]) == ("tiny_adam/pca_joint", 2, ["ISIC_0000007"])
    assert sent["marks"] == [ids[row] for row in run.neighbors(2)[7][:10]]
    assert len(sent["colors"]) == len(run.classes)
    words = " ".join(words_of(app).split())
    same = int((run.labels[run.neighbors(2)[7]] == run.labels[7]).sum())
    assert f"Its 10 nearest at epoch 2, {same} of its label" in words


def test_without_a_selection_nothing_is_marked(open_page, tiny_runs):
    sent = told(open_page(tiny_runs, "evolution"))
    assert sent["selected"] == [] and sent["marks"] == []


def test_a_projection_says_what_may_be_read_and_how_much_it_shows(open_page, tiny_runs):
    app = open_page(tiny_runs, "evolution", epoch=1, projection="pca_last")
    words = " ".join(words_of(app).split())
    assert "Distances and motion" in words
    assert "At epoch 1 it shows 50.0 % of the variance (the best plane of this epoch alone: 60.0 %)" in words
    assert told(app)["run"] == "tiny_adam/pca_last"
    app.selectbox(key="control_projection").select("pca_joint").run()
    assert not app.exception and app.query_params["projection"] == "pca_joint"


def test_without_a_projection_it_says_what_to_run(open_page, tmp_path):
    location = build(tmp_path / "run")
    writer = RunWriter(location, "tiny")
    writer.manifest["projections"] = {}
    writer.save()
    app = open_page(tmp_path, "evolution", sample="ISIC_0000007")
    assert not app.exception
    assert "No projection yet" in words_of(app) and "ISIC_0000007" in words_of(app)


def test_an_epoch_that_the_projection_lacks_is_said(open_page, tmp_path):
    location = build(tmp_path / "run")
    writer = RunWriter(location, "tiny")
    entry = writer.manifest["projections"]["pca_joint"]
    writer.manifest["projections"]["pca_joint"] = entry | {"epochs": EPOCHS[:3]}
    writer.save()
    app = open_page(tmp_path, "evolution", epoch=5)
    assert not app.exception
    assert "It has no epoch 5 yet, only 0, 1, 2" in words_of(app)


def test_only_what_the_run_has_is_taken_over_from_the_browser(monkeypatch, tiny_run):
    changes = []
    monkeypatch.setattr(evolution, "choose", lambda **values: changes.append(values))
    run = Run(tiny_run)
    for state in (
        ScatterState(5, ("ISIC_0000003",)),
        ScatterState(4, ("<script>",)),
        ScatterState(None, ()),
        ScatterState(0, ("ISIC_0000001", "ISIC_0000002")),
    ):
        evolution._take_over(run, state)
    assert changes == [
        {"epoch": 5, "sample": "ISIC_0000003"}, {}, {"sample": None}, {"epoch": 0, "sample": "ISIC_0000002"},
    ]  # fmt: skip
