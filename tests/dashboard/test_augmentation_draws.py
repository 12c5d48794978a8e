"""Draws as the dashboard gets them: over a real socket, every pixel where it belongs, odd answers refused."""

from __future__ import annotations

import base64
import io

import numpy as np
import pytest
from PIL import Image

from analysis.store.reader import Run
from dashboard import augmentation_draws
from dashboard.augmentation_draws import DRAWS, draws, offers, spaced, trained_with
from dashboard.model_service import PORT_VARIABLE
from data.contract import EpochscopeError
from tests.dashboard.stand_in_service import SIZE, service


@pytest.fixture
def served(tiny_runs, monkeypatch):
    with service(tiny_runs) as port:
        monkeypatch.setenv(PORT_VARIABLE, str(port))
        yield Run(f"{tiny_runs}/tiny_adam")


def test_every_draw_comes_back_with_its_pixels(served):
    drawn = draws(served, "tiny_adam", "ISIC_0000007", ["flips=0.5", "rotation=20"], 1)
    assert drawn.plain.shape == (*SIZE, 3) and (drawn.plain == 7).all()
    assert drawn.pictures.shape == (DRAWS, *SIZE, 3)
    assert drawn.pictures[:, 0, 0, 0].tolist() == [7 + 40 + 40 + step for step in range(DRAWS)]


def test_the_service_names_its_refusals(served):
    with pytest.raises(EpochscopeError, match="no such sample"):
        draws(served, "tiny_adam", "../x", [], 0)
    with pytest.raises(EpochscopeError, match="There is no run 'other'"):
        draws(served, "other", "ISIC_0000007", [], 0)


def test_offers_are_the_registrys(served):
    from checkpoints.augmentation import TRANSFORMS

    found = {offer.name: offer for offer in offers(["rotation=20"])}
    assert list(found) == list(TRANSFORMS)
    assert found["rotation"].on and found["rotation"].strength == 20 and found["rotation"].word == "rotation=20"
    assert not found["flips"].on and found["flips"].strength == TRANSFORMS["flips"].STRENGTH
    with pytest.raises(EpochscopeError, match="melt"):
        offers(["melt"])


def sheet(edges, **changes) -> dict:
    stream = io.BytesIO()
    Image.new("RGB", edges).save(stream, "PNG")
    image = base64.b64encode(stream.getvalue()).decode()
    return {"image": image, "size": [6, 5], "columns": 1, "count": 1} | changes


ODD = [
    {},
    {"plain": 1, "draws": 2},
    {"plain": sheet((5, 6)), "draws": sheet((5, 6))},  # one picture where sixteen belong
    {"plain": sheet((5, 6), image="!"), "draws": sheet((5, 6))},
    {"plain": sheet((5, 6), image=base64.b64encode(b"GIF89a").decode()), "draws": sheet((5, 6))},
    {"plain": sheet((5, 6), columns=0), "draws": sheet((5, 6))},
    {"plain": sheet((5, 6), size=[-6, 5]), "draws": sheet((5, 6))},
    {"plain": sheet((5, 6), size=["6", None]), "draws": sheet((5, 6))},
]


@pytest.mark.parametrize("answer", ODD)
def test_an_answer_of_another_form_is_a_sentence(tiny_run, monkeypatch, answer):
    monkeypatch.setattr(augmentation_draws, "ask", lambda *_: answer)
    with pytest.raises(EpochscopeError, match="another form"):
        draws(Run(tiny_run), "x", f"sample {answer}", [], 0)


@pytest.mark.parametrize(
    "answer",
    [
        {},
        {"offered": [], "in_force": []},
        {"offered": [{"name": "flips"}], "in_force": {}},
        {"offered": [{"name": "[x](http://x)", "title": "", "strength": 1, "unit": ""}], "in_force": {}},
    ],
)
def test_offers_of_another_form_too(monkeypatch, answer):
    monkeypatch.setattr(augmentation_draws, "ask", lambda *_: answer)
    with pytest.raises(EpochscopeError, match="another form"):
        offers([f"word {answer}"])


def test_gaps_are_clear_and_small_pictures_grow_by_whole_factors():
    pictures = np.random.default_rng(0).integers(0, 256, (5, 4, 4, 3), np.uint8)
    drawn = spaced(pictures, columns=2, gap=3, edge=9)
    assert drawn.shape == (3 * 8 + 2 * 3, 2 * 8 + 3, 4)
    np.testing.assert_array_equal(drawn[11:19:2, 11:19:2, :3], pictures[3])
    assert (drawn[8:11, :, 3] == 0).all() and (drawn[22:, 11:, 3] == 0).all() and (drawn[:8, :8, 3] == 255).all()
    assert spaced(pictures, columns=5, gap=0, edge=1).shape == (4, 20, 4)


@pytest.mark.parametrize(
    ("training", "words"),
    [
        (None, []),
        ({}, []),
        ({"augment": ["melanoma", "rotation=20"]}, ["melanoma", "rotation=20"]),
        ({"architecture": {"augment": ["flips"]}}, ["flips"]),  # runs trained before augmentation stood in front
        ({"augment": "flips"}, []),
    ],
)
def test_what_the_run_was_trained_with(tiny_run, training, words):
    run = Run(tiny_run)
    run.manifest["training"] = training
    assert trained_with(run) == words
