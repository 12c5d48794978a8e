"""The augmentation preview: switches, draws, where the words come from, and a service that is away or starting."""

from __future__ import annotations

import threading

import pytest
import streamlit

from analysis.service.engine import Engine
from analysis.store.writer import RunWriter
from checkpoints.augmentation import PRESETS, TRANSFORMS
from dashboard import model_service
from dashboard.augmentation_draws import EXAMPLE
from dashboard.model_service import PORT_VARIABLE
from tests.browser import free_port
from tests.dashboard.conftest import markup_of, words_of
from tests.dashboard.stand_in_service import STAND_IN, service
from tests.tiny_store import build


@pytest.fixture(scope="module")
def trained(tmp_path_factory):
    """A folder with a run that was trained with two transforms, and its service's port."""
    folder = tmp_path_factory.mktemp("trained")
    writer = RunWriter(build(folder / "run"), "run")
    writer.manifest["training"] = {"augment": ["flips", "rotation=20"]}
    writer.save()
    with service(str(folder)) as port:
        yield str(folder), str(port)


@pytest.fixture(autouse=True)
def nothing_remembered():
    """Answers are cached for a session of the server, which the tests share."""
    streamlit.cache_data.clear()


@pytest.fixture
def preview(open_page, trained, monkeypatch):
    monkeypatch.setenv(PORT_VARIABLE, trained[1])
    return lambda **asked: open_page(trained[0], "data", part="augmentation", **asked)


def on(app) -> list[str]:
    return [name for name in TRANSFORMS if app.toggle(key=f"augment_{name}").value]


def test_it_begins_as_the_run_was_trained(preview):
    app = preview(sample="ISIC_0000007")
    assert not app.exception and on(app) == ["flips", "rotation"]
    words = " ".join(words_of(app).split())
    assert "This run was trained with: flips, rotation=20." in words
    assert "16 draws of ISIC_0000007" in words and "20 · degrees" in words
    assert any("--augment flips=0.5 rotation=20" in code.value for code in app.code)
    assert len(app.get("image")) >= 2


def test_a_switch_goes_into_the_link_and_back(preview):
    app = preview()
    app.toggle(key="augment_flips").set_value(False).run()
    app.toggle(key="augment_zoom").set_value(True).run()
    assert not app.exception and app.query_params["augment"] == f"rotation=20 zoom={TRANSFORMS['zoom'].STRENGTH:g}"
    assert on(preview(augment=app.query_params["augment"])) == ["rotation", "zoom"]
    app.button(key="augment_none").click().run()
    assert on(app) == []
    app.button(key="augment_reset").click().run()
    assert on(app) == ["flips", "rotation"] and "augment" not in app.query_params


def test_other_draws(preview):
    app = preview()
    app.button(key="augment_draw_on").click().run()
    assert app.query_params["augment_draw"] == "1"


def test_without_a_selection_it_shows_one_of_the_rarest_class(preview, trained):
    from analysis.store.reader import Run

    words = words_of(preview())
    samples = Run(f"{trained[0]}/run").samples
    rarest = samples["label"].value_counts().idxmin()
    assert any(f"16 draws of {sample}" in words for sample in samples.loc[samples["label"] == rarest, "sample"])


def test_a_run_trained_without_shows_an_example_and_says_so(open_page, tiny_runs, monkeypatch):
    with service(tiny_runs) as port:
        monkeypatch.setenv(PORT_VARIABLE, str(port))
        app = open_page(tiny_runs, "data", part="augmentation")
    assert not app.exception
    assert f"trained without augmentation. Switched on as an example: the preset {EXAMPLE}" in words_of(app)
    assert on(app) == [name for name in TRANSFORMS if name in {word.split("=")[0] for word in PRESETS[EXAMPLE]}]


def test_words_of_a_link_that_are_none_are_a_sentence(preview):
    app = preview(augment="<script>x</script>=3")
    assert not app.exception
    assert "There is no transform" in words_of(app) and "<script" not in markup_of(app)


def test_no_service_says_how_to_start_it_and_the_rest_stays(open_page, tiny_runs, monkeypatch):
    monkeypatch.delenv(PORT_VARIABLE, raising=False)
    monkeypatch.setattr(model_service, "PORT", free_port())
    app = open_page(tiny_runs, "data", part="augmentation")
    assert not app.exception
    assert "python -m analysis serve runs" in words_of(app) and "Missing metadata" in words_of(app)


def test_a_service_that_starts_is_waited_for(open_page, tiny_runs, monkeypatch):
    go = threading.Event()
    engine = Engine(lambda: go.wait(30) and STAND_IN)
    with service(tiny_runs, engine) as port:
        monkeypatch.setenv(PORT_VARIABLE, str(port))
        app = open_page(tiny_runs, "data", part="augmentation", augment="flips=0.25")
        assert not app.exception and "Starting TensorFlow" in words_of(app)
        assert on(app) == ["flips"]
        go.set()
        engine._thread.join()
        app.run()
        assert "Starting TensorFlow" not in words_of(app) and "16 draws of" in words_of(app)
