"""POST /neighbors over the socket: what comes back, every field that may be wrong, and no word of metadata."""

from __future__ import annotations

import base64
import io
import json
import zlib

import numpy as np
import pytest
from PIL import Image

from analysis.service.guard import MOST_BYTES
from analysis.service.neighbors import MOST_BODY
from analysis.store.reader import Run
from tests.analysis.service.conftest import SIZE
from tests.analysis.service.test_uploaded_picture import SVG, bomb, png


def picture(width: int = 7, **options) -> str:
    """A picture in base64; the stand-in for the model sees in it the sample of row `width`."""
    stream = io.BytesIO()
    Image.new("RGB", (width, 9), (40, 50, 60)).save(stream, "JPEG", **options)
    return base64.b64encode(stream.getvalue()).decode()


def asked(**changes) -> dict:
    return {"run": "tiny_adam", "epoch": 5, "image": picture(), **changes}


def test_a_picture_of_the_run_finds_itself_then_its_own_neighbors(ask, tiny_runs):
    status, answer = ask("POST", "/neighbors", asked(k=6))
    run = Run(f"{tiny_runs}/tiny_adam")
    assert status == 200 and answer["distances"][0] == 0
    assert answer["samples"][0] == "ISIC_0000007" and answer["rows"][1:] == run.neighbors(5)[7, :5].tolist()
    np.testing.assert_allclose(answer["distances"][1:], run.neighbor_distances(5)[7, :5], atol=1e-5)
    np.testing.assert_allclose(answer["scores"], run.scores(5)[7])
    assert (answer["kind"], answer["size"], answer["turned"]) == ("JPEG", [9, 7], False)
    assert answer["picture"]["size"] == list(SIZE)


def test_any_epoch_and_both_runs(ask, tiny_runs):
    for name in ("tiny_adam", "tiny_sgd"):
        run = Run(f"{tiny_runs}/{name}")
        for epoch in run.epochs:
            _, answer = ask("POST", "/neighbors", asked(run=name, epoch=epoch, k=2))
            assert answer["rows"] == [7, run.neighbors(epoch)[7, 0]]


def test_only_training_pictures_and_by_cosine(ask, tiny_runs):
    run = Run(f"{tiny_runs}/tiny_adam")
    _, answer = ask("POST", "/neighbors", asked(k=50, among="train", metric="cosine"))
    assert set(answer["rows"]) == set(run.rows("train")) and sorted(answer["distances"]) == answer["distances"]
    values = run.embeddings(5).astype(float)
    likeness = values @ values[7] / np.linalg.norm(values, axis=1) / np.linalg.norm(values[7])
    np.testing.assert_allclose(answer["distances"], 1 - likeness[answer["rows"]], atol=1e-9)


def test_metadata_do_not_come_back(ask):
    exif = Image.Exif()
    exif[0x010E], exif[0x0112] = "patient 4711", 6
    status, answer = ask("POST", "/neighbors", asked(image=picture(exif=exif, comment=b"patient 4711")))
    assert status == 200 and answer["turned"] is True
    sheet = base64.b64decode(answer["picture"]["image"])
    assert b"4711" not in sheet and "4711" not in json.dumps(answer)
    assert Image.open(io.BytesIO(sheet)).info == {}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("run", None), ("epoch", -1), ("epoch", "5"), ("epoch", 1.5), ("k", 0), ("k", 51), ("k", True), ("k", "12"),
        ("metric", "manhattan"), ("metric", ["euclidean"]), ("among", "test"), ("among", 3), ("among", {}),
        ("image", None), ("image", "!"), ("image", ["a"]), ("path", "/etc/passwd"),
    ],
)  # fmt: skip
def test_every_field_is_checked(ask, field, value):
    status, answer = ask("POST", "/neighbors", asked(**{field: value}))
    assert status == 400 and field in answer["error"] and len(answer["error"]) < 250


def test_an_epoch_or_a_run_that_is_not_there(ask):
    status, answer = ask("POST", "/neighbors", asked(epoch=4))
    assert status == 400 and "no embeddings at epoch 4. It has: 0, 1, 2, 5." in answer["error"]
    assert ask("POST", "/neighbors", asked(run="../tiny_adam"))[0] == 404


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (SVG, "an SVG drawing"),
        (bomb(), "a zip archive, which is never unpacked"),
        (png(50_000, 50_000, data=zlib.compress(bytes(50_001) * 50)), "50,000 x 50,000 pixels"),
        (base64.b64decode(picture())[:60], "damaged or cut short"),
        (b"", "The file is empty"),
    ],
    ids=["svg", "zip bomb", "50,000 x 50,000", "cut short", "empty"],
)
def test_what_is_no_picture_is_refused_in_words(ask, content, words):
    status, answer = ask("POST", "/neighbors", asked(image=base64.b64encode(content).decode()))
    assert status == 400 and words in answer["error"]


def test_a_large_picture_passes_and_a_larger_one_is_not_read(ask):
    noise = np.random.default_rng(0).integers(0, 256, (300, 400, 3), np.uint8)
    stream = io.BytesIO()
    Image.fromarray(noise).save(stream, "BMP")
    content = base64.b64encode(stream.getvalue()).decode()
    assert len(content) > MOST_BYTES
    assert ask("POST", "/neighbors", asked(image=content))[1]["error"].startswith("The stand-in knows no sample 400")
    status, answer = ask("POST", "/neighbors", b"", headers={"Content-Length": str(MOST_BODY + 1)})
    assert status == 413 and f"{MOST_BODY:,} are the most" in answer["error"]
    assert ask("POST", "/augment", b"", headers={"Content-Length": str(MOST_BYTES + 1)})[0] == 413


def test_a_split_without_samples_and_a_run_without_embeddings(tmp_path):
    from analysis.service.contract import Service
    from analysis.service.engine import Engine
    from analysis.store import layout
    from analysis.store.writer import RunWriter
    from tests.analysis.service.conftest import STAND_IN, running, send
    from tests.tiny_store import build

    for name, change in (("undivided", {}), ("scores", {"kind": "ensemble"})):
        writer = RunWriter(build(tmp_path / name, name=name), name)
        writer.table(layout.SAMPLES, Run(str(tmp_path / name)).samples.assign(split="test"))
        writer.manifest |= change
        writer.save()
    engine = Engine(lambda: STAND_IN)
    engine.ready()
    engine._thread.join()
    with running(Service(str(tmp_path), engine)) as server:
        status, answer = send(server, "POST", "/neighbors", asked(run="undivided", among="validation"))
        assert status == 400 and "no samples in the split validation" in answer["error"]
        status, answer = send(server, "POST", "/neighbors", asked(run="scores"))
        assert status == 400 and "It has: scores only" in answer["error"]
