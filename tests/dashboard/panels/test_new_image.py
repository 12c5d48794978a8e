"""The New image part: an upload and its neighbors, bad files, and a service that is away or starting."""

from __future__ import annotations

import io
import struct
import threading
import zlib

import pytest
import streamlit
from PIL import Image

from analysis.service.engine import Engine
from analysis.store.reader import Run
from dashboard import model_service, service_process
from dashboard.model_service import PORT_VARIABLE
from tests.browser import free_port
from tests.dashboard.conftest import markup_of, words_of
from tests.dashboard.shown_galleries import shown_galleries
from tests.dashboard.stand_in_service import STAND_IN, service


def picture(width: int = 7, kind: str = "JPEG", **options) -> bytes:
    """A file; the stand-in for the model sees in it the sample of row `width`."""
    stream = io.BytesIO()
    Image.new("RGB", (width, 9), (40, 50, 60)).save(stream, kind, **options)
    return stream.getvalue()


def huge_png(side: int) -> bytes:
    """A few bytes that say they are side x side pixels."""
    whole = bytearray(picture(kind="PNG"))
    whole[16:24] = struct.pack(">II", side, side)
    whole[29:33] = struct.pack(">I", zlib.crc32(bytes(whole[12:29])))
    return bytes(whole)


@pytest.fixture(scope="module")
def port(tiny_runs):
    with service(tiny_runs) as answering:
        yield str(answering)


@pytest.fixture(autouse=True)
def nothing_remembered():
    streamlit.cache_resource.clear()


@pytest.fixture
def part(open_page, tiny_runs, port, monkeypatch):
    monkeypatch.setenv(PORT_VARIABLE, port)

    def opened(**asked):
        app = open_page(tiny_runs, "neighbours", **{"near": "new", "epoch": 5, "k": 6, **asked})
        assert not app.exception
        return app

    return opened


def uploaded(app, content: bytes, name: str = "photo.jpg", kind: str = "image/jpeg"):
    app.file_uploader[0].upload(name, content, kind).run()
    assert not app.exception
    return app


def squeezed(app) -> str:
    return " ".join(words_of(app).split())


def near(app) -> list[str]:
    ((_, tiles),) = [each for each in shown_galleries(app).items() if each[0].startswith("Nearest at epoch")]
    return [tile["id"] for tile in tiles]


def test_an_upload_shows_its_neighbors_at_the_epoch_in_view(part, tiny_runs):
    app = part()
    assert "Upload a JPEG" in squeezed(app)
    uploaded(app, picture())
    run = Run(f"{tiny_runs}/tiny_adam")
    assert near(app) == [f"ISIC_{row:07d}" for row in [7, *run.neighbors(5)[7, :5]]]
    predicted = run.classes[run.scores(5)[7].argmax()]
    words = squeezed(app)
    assert f"are labelled {predicted}, the class that the model predicts" in words
    assert "To this model, the picture is ISIC_0000007 of the set" in words and "JPEG, 9 × 7 pixels" in words
    assert "EXIF" not in words and "Named" not in words


def test_it_follows_the_epoch_and_stays_through_other_pages(part, tiny_runs):
    app = uploaded(part(), picture())
    app.query_params["epoch"] = "0"
    app.session_state["shared_state"] = {**app.session_state["shared_state"], "epoch": "0"}
    app.run()
    run = Run(f"{tiny_runs}/tiny_adam")
    assert near(app) == [f"ISIC_{row:07d}" for row in [7, *run.neighbors(0)[7, :5]]]


def test_a_file_from_before_is_named_and_can_be_forgotten(part):
    app = part()
    app.session_state["new_image_kept"] = ("<b>old</b>.jpg", picture())
    app.run()
    assert near(app)[0] == "ISIC_0000007" and "In view: <b>old</b>.jpg" in squeezed(app)
    assert "<b>old" not in markup_of(app)
    app.button(key="new_image_forget").click().run()
    assert "Upload a JPEG" in squeezed(app)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("drawing.svg", b"<svg onload='alert(1)'/>", "an SVG drawing"),
        ("photo.jpg", b"PK\x03\x04" + bytes(99), "a zip archive, which is never unpacked"),
        ("photo.jpg", picture()[:40], "damaged or cut short"),
        ("photo.png", b"no picture at all", "no picture of a known type"),
        ("photo.gif", picture(kind="GIF"), "a GIF, often an animation and of 256 colours at most; save"),
        ("photo.png", huge_png(50_000), "50,000 x 50,000 pixels"),
        ("photo.jpg", b"", "The file is empty"),
    ],
)
def test_what_is_no_picture_is_said_in_words_on_the_page(part, name, content, words):
    app = uploaded(part(), content, name)
    assert words in squeezed(app) and not [label for label in shown_galleries(app) if "Nearest" in label]
    uploaded(app, picture())
    assert near(app)[0] == "ISIC_0000007"


def test_a_name_that_says_another_type_is_read_by_its_content(part):
    words = squeezed(uploaded(part(), picture(kind="PNG"), "photo.jpg"))
    assert "Named .jpg, but a PNG by its content: read as one." in words
    assert "Named without an ending, but a JPEG" in squeezed(uploaded(part(), picture(), "photo"))


def test_a_picture_that_was_turned_says_so(part):
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = 6, "patient 4711"
    app = uploaded(part(), picture(exif=exif))
    assert "Turned upright as its camera noted (EXIF)" in squeezed(app) and "4711" not in markup_of(app)


def test_a_picked_neighbor_becomes_the_selected_sample(part, tiny_runs):
    app = uploaded(part(), picture())
    other = near(app)[2]
    app.session_state["new_image_near"] = {"picked": {"value": other, "turn": 1}}
    app.run()
    assert app.query_params["sample"] == other


def test_no_service_says_how_to_start_it(part, monkeypatch):
    monkeypatch.delenv(PORT_VARIABLE)
    monkeypatch.setattr(model_service, "PORT", free_port())
    app = uploaded(part(), picture())
    assert "The model service is not running" in squeezed(app)
    assert any("python -m analysis serve" in code.value for code in app.code)
    assert app.button(key="new_image_again")


def test_the_button_starts_the_service_and_the_picture_is_looked_up(part, port, monkeypatch):
    monkeypatch.setenv(PORT_VARIABLE, str(free_port()))  # of one that has died
    monkeypatch.setattr(model_service, "STARTING_SECONDS", 0)
    app = uploaded(part(), picture())
    monkeypatch.setattr(service_process, "start", lambda runs: {PORT_VARIABLE: port})
    app.button(key="new_image_start").click().run()
    assert not app.exception and near(app)[0] == "ISIC_0000007" and "not running" not in squeezed(app)


def test_a_service_that_starts_is_waited_for(part, tiny_runs, monkeypatch):
    go = threading.Event()
    engine = Engine(lambda: go.wait(30) and STAND_IN)
    with service(tiny_runs, engine) as slow:
        monkeypatch.setenv(PORT_VARIABLE, str(slow))
        app = uploaded(part(), picture())
        assert "Starting TensorFlow" in squeezed(app)
        go.set()
        engine._thread.join()
        app.run()
        assert "Starting TensorFlow" not in squeezed(app) and near(app)[0] == "ISIC_0000007"
