"""Evolution: what the scatter is told, the words around it, and whatever run it is given."""

import json

import numpy as np
import pytest

from analysis.contract import StoreError
from analysis.store import manifest
from analysis.store.reader import Run
from analysis.store.writer import RunWriter
from dashboard.views import evolution
from tests.dashboard.conftest import HOSTILE_SAMPLE, markup_of, words_of
from tests.dashboard.drawn_store import add_plane, drawn


def told(app, name="epochscope_scatter"):
    """What a mount was sent as JSON."""
    found = [element.proto for element in app.get("bidi_component") if element.proto.component_name == name]
    return json.loads(found[0].json)


def ask(app, **values):
    """Run the page again with other values of the shared state."""
    app.session_state["shared_state"] = app.session_state["shared_state"] | values
    app.run()


def test_the_scatter_shows_epoch_selection_and_neighbors(open_page, tiny_runs):
    run = Run(f"{tiny_runs}/tiny_adam")
    app = open_page(tiny_runs, "evolution", epoch=2, sample="ISIC_0000007")
    assert not app.exception
    sent = told(app)
    ids = run.samples["sample"]
    assert (sent["run"], sent["epoch"], sent["selected"]) == ("tiny_adam/pca_joint", 2, ["ISIC_0000007"])
    assert sent["marks"] == [ids[row] for row in run.neighbors(2)[7][:10]]
    assert len(sent["colors"]) == len(run.classes) and sent["style"] is None and sent["links"] == []
    words = " ".join(words_of(app).split())
    same = int((run.labels[run.neighbors(2)[7]] == run.labels[7]).sum())
    assert f"Its 10 nearest at epoch 2, {same} with the same label" in words


def test_without_a_selection_nothing_is_marked(open_page, tiny_runs):
    sent = told(open_page(tiny_runs, "evolution"))
    assert sent["selected"] == [] and sent["marks"] == []


def test_without_a_projection_it_says_what_to_run(open_page, tmp_path):
    writer = RunWriter(drawn(tmp_path, samples=4, epochs=1, classes=("a", "b")), "small")
    writer.manifest["projections"] = {}
    writer.save()
    app = open_page(tmp_path, "evolution", sample="s3")
    assert not app.exception
    assert "No projection yet" in words_of(app) and "s3" in words_of(app)


def test_labels_and_ids_with_html_stay_words_in_every_part(open_page, hostile_runs):
    app = open_page(hostile_runs, "evolution", color="column:sex", sample=HOSTILE_SAMPLE)
    for part in ("selection", "movers", "key", "table"):
        ask(app, below=part)
        assert not app.exception and "<script>alert" not in markup_of(app) and "<iframe" not in markup_of(app)
        assert told(app)["selected"] == [HOSTILE_SAMPLE]


@pytest.mark.parametrize(("samples", "epochs", "classes"), [(1, 1, 1), (6, 1, 2), (6, 2, 1), (230, 2, 200)], ids=str)
def test_runs_of_one_epoch_one_sample_one_class_and_200_classes(open_page, tmp_path, samples, epochs, classes):
    drawn(tmp_path, samples=samples, epochs=epochs, classes=tuple(f"class {place}" for place in range(classes)))
    app = open_page(tmp_path, "evolution", sample="s0", outline="wrong", lines=1)
    for part, color in (("movers", "confidence"), ("key", "prediction"), ("table", "score"), ("selection", "loss")):
        ask(app, below=part, color=color)
        assert not app.exception and told(app)["selected"] == ["s0"] and told(app)["style"]
    assert len(told(app)["colors"]) == classes


def test_two_identical_epochs_and_a_constant_plane(open_page, tmp_path):
    location = drawn(tmp_path, samples=8, epochs=2, classes=("a", "b"))
    add_plane(location, dict.fromkeys(range(2), np.zeros((8, 2))))
    app = open_page(tmp_path, "evolution", sample="s1")
    for part in ("movers", "key"):
        ask(app, below=part)
        assert not app.exception
    assert "No sample moved between any two epochs." in words_of(app)


def test_places_that_are_no_numbers_are_left_out_and_an_empty_projection_says_so(open_page, tmp_path):
    location = drawn(tmp_path, samples=8, epochs=3, classes=("a", "b"))
    places = np.random.default_rng(0).normal(size=(3, 8, 2))
    places[0], places[1, 3] = np.nan, np.inf
    add_plane(location, dict(enumerate(places)))
    add_plane(location, {0: places[0]}, name="pca_last", title="Nothing")
    app = open_page(tmp_path, "evolution", sample="s3", epoch=0, lines=1, moved_in="plane")
    for part, words in (("table", "8 samples at epoch 0"), ("key", "epochs"), ("movers", "No sample has a place")):
        ask(app, below=part)
        assert not app.exception and words in words_of(app)
    ask(app, projection="pca_last")
    assert not app.exception and "without one finite position" in words_of(app)
    app.selectbox(key="control_projection").select("pca_joint").run()
    assert not app.exception and told(app)["run"] == "small/pca_joint"


def test_a_run_that_is_being_written_gains_epochs(open_page, tmp_path):
    location = drawn(tmp_path, samples=9, epochs=4, classes=("a", "b"))
    whole = manifest.read(location)
    writer = RunWriter(location, "small")
    entry = whole["projections"]["pca_joint"]
    writer.manifest |= {"complete": False, "epochs": whole["epochs"][:3]}
    writer.manifest["projections"] = {"pca_joint": entry | {"epochs": [0, 1, 2]}}
    writer.save()
    app = open_page(tmp_path, "evolution", epoch=2, color="prediction", below="key")
    assert not app.exception and "follows it by itself" in words_of(app) and told(app)["epoch"] == 2
    writer.manifest |= {"complete": True, "epochs": whole["epochs"], "projections": whole["projections"]}
    writer.save()
    app.run()
    assert not app.exception and "follows it by itself" not in words_of(app)
    assert told(app)["epoch"] == 2 and [tile["id"] for tile in told(app, "epochscope_gallery")["tiles"]] == list("0123")


def test_an_error_of_a_part_is_words_and_the_panel_stays(open_page, tiny_runs, monkeypatch):
    def broken(*given):
        raise StoreError("This part is broken. Mend it.")

    monkeypatch.setattr(evolution, "evolution_parts", broken)
    app = open_page(tiny_runs, "evolution", sample="ISIC_0000004")
    assert not app.exception and "This part is broken. Mend it." in words_of(app) and "lesion_2" in words_of(app)
