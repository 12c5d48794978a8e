"""Asking the service for a new picture's neighbors: the answer against the store, and answers of another form."""

from __future__ import annotations

import io

import numpy as np
import pytest
import streamlit
from PIL import Image

from analysis.store.reader import Run
from dashboard import new_picture
from dashboard.model_service import PORT_VARIABLE, ServiceAway
from dashboard.new_picture import MOST_BYTES, NewPicture, Wanted, find
from data.contract import EpochscopeError
from tests.browser import free_port
from tests.dashboard.stand_in_service import SIZE, service


def jpeg(width: int = 7, **options) -> bytes:
    """A picture; the stand-in for the model sees in it the sample of row `width`."""
    stream = io.BytesIO()
    Image.new("RGB", (width, 9), (40, 50, 60)).save(stream, "JPEG", **options)
    return stream.getvalue()


@pytest.fixture(autouse=True)
def nothing_remembered():
    streamlit.cache_resource.clear()


@pytest.fixture(scope="module")
def port(tiny_runs):
    with service(tiny_runs) as answering:
        yield str(answering)


@pytest.fixture
def run(tiny_runs, port, monkeypatch):
    monkeypatch.setenv(PORT_VARIABLE, port)
    return Run(f"{tiny_runs}/tiny_adam")


def test_rows_distances_and_scores_are_the_stores_own(run):
    found = find(run, "tiny_adam", jpeg(), Wanted(epoch=2, k=5))
    assert found.rows.tolist() == [7, *run.neighbors(2)[7, :4]]
    np.testing.assert_allclose(found.distances, [0, *run.neighbor_distances(2)[7, :4]], atol=1e-5)
    np.testing.assert_allclose(found.scores, run.scores(2)[7])
    assert (found.kind, found.size, found.turned) == ("JPEG", (9, 7), False)
    assert found.pixels.shape == (*SIZE, 3)


def test_what_is_wanted_reaches_the_service(run):
    found = find(run, "tiny_adam", jpeg(), Wanted(5, 9, "cosine", "validation"))
    assert set(found.rows) <= set(run.rows("validation")) and len(found.rows) == 9


def test_refusals_come_in_the_services_words(run):
    with pytest.raises(EpochscopeError, match="an SVG drawing"):
        find(run, "tiny_adam", b"<svg/>", Wanted(5, 6))
    with pytest.raises(EpochscopeError, match="no embeddings at epoch 4"):
        find(run, "tiny_adam", jpeg(), Wanted(4, 6))


def test_too_large_a_file_is_not_even_sent(run, monkeypatch):
    monkeypatch.setattr(new_picture, "ask", lambda *_: pytest.fail("it was sent"))
    with pytest.raises(EpochscopeError, match=r"20\.0 MB; 20 MB are the most"):
        find(run, "tiny_adam", bytes(MOST_BYTES + 1), Wanted(5, 6))


def test_nobody_there(run, monkeypatch):
    monkeypatch.delenv(PORT_VARIABLE)
    monkeypatch.setattr("dashboard.model_service.PORT", free_port())
    with pytest.raises(ServiceAway, match="not running"):
        find(run, "tiny_adam", jpeg(), Wanted(5, 6))


GOOD = {
    "samples": ["ISIC_0000001"], "distances": [0.5], "scores": [0.2, 0.3, 0.5], "kind": "JPEG", "size": [9, 7],
    "turned": False,
}  # fmt: skip


@pytest.mark.parametrize(
    "change",
    [
        {"samples": None}, {"samples": ["nobody"]}, {"samples": []}, {"distances": ["x"]}, {"scores": [1.0]},
        {"size": [9]}, {"picture": {"image": "!", "size": [6, 5], "columns": 1}}, {"picture": None},
    ],
)  # fmt: skip
def test_an_answer_of_another_form_is_said(run, monkeypatch, change):
    from analysis.service.sheet import png_sheet

    sheet = png_sheet(np.zeros((1, 6, 5, 3), np.uint8), columns=1)
    monkeypatch.setattr(new_picture, "ask", lambda *_: GOOD | {"picture": sheet})
    assert find(run, "tiny_adam", jpeg(), Wanted(5, 1)).rows.tolist() == [1]
    streamlit.cache_resource.clear()
    monkeypatch.setattr(new_picture, "ask", lambda *_: GOOD | {"picture": sheet} | change)
    with pytest.raises(EpochscopeError, match="another form than expected"):
        find(run, "tiny_adam", jpeg(), Wanted(5, 1))


@pytest.mark.parametrize(
    ("distance", "typical", "same"),
    [(0.0, 5.0, True), (0.0009, 5.0, True), (0.002, 5.0, False), (0.0009, 0.001, False), (0.0, 0.0, False),
     (0.0, float("nan"), False)],
)  # fmt: skip
def test_as_near_as_itself_is_judged_against_the_usual_distance(distance, typical, same):
    one = NewPicture(np.array([3]), np.array([distance]), np.array([1.0]), np.zeros((1, 1, 3)), "PNG", (1, 1), False)
    assert one.is_in_the_set(typical) is same
