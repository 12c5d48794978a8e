"""Styles: what the browser gets for a choice, kept once per run, and every choice under a name of its own."""

import json

import numpy as np

from analysis.store.reader import Run
from dashboard.color_by import registry
from dashboard.color_by.registry import offered
from dashboard.scatter_colors import Choice, style_of


def unpacked(packed):
    size = int.from_bytes(packed.payload[4:8], "little")
    header = json.loads(packed.payload[8 : 8 + size])
    rest = np.frombuffer(packed.payload[8 + size :], np.uint8)
    codes = rest[: header["rows"] * header["n"]].reshape(header["rows"], header["n"])
    return header, codes, rest[codes.size :].reshape(header["ringRows"], header["n"])


def test_labels_without_outlines_need_no_style(tiny_run):
    assert style_of(Run(tiny_run), "pca_joint", Choice()) is None


def test_every_choice_has_a_style_and_a_name_of_its_own(tiny_run):
    run = Run(tiny_run)
    choices = [Choice(color, "wrong", dark=dark) for color in offered(run, "pca_joint") for dark in (False, True)]
    names = {style_of(run, "pca_joint", choice).name for choice in choices}
    assert len(names) == len(choices)
    assert style_of(run, "pca_last", choices[0]).name not in names


def test_what_the_browser_gets(tiny_run):
    run = Run(tiny_run)
    header, codes, rings = unpacked(style_of(run, "pca_joint", Choice("score", "wrong", focus=1)))
    assert header["kind"] == "values" and header["title"] == "Score of a class" and header["ringWords"] == "wrong"
    assert np.abs(codes[3] / 254 - run.scores(5)[:, 1]).max() <= 1 / 508 + 1e-6
    assert np.array_equal(rings[3] == 1, run.scores(5).argmax(axis=1) != run.labels)


def test_a_missing_number_is_not_known_and_said(tiny_run):
    run = Run(tiny_run)
    packed = style_of(run, "pca_joint", Choice("column:age"))
    _, codes, _ = unpacked(packed)
    absent = run.samples["age"].isna().to_numpy()
    assert np.array_equal(codes[0] == 255, absent)
    assert packed.words == f"{absent.sum()} samples without a value, drawn grey."


def test_a_style_is_made_once(tiny_run, monkeypatch):
    run, made = Run(tiny_run), []
    real = registry.COLOR_BY["loss"].color
    monkeypatch.setattr(registry.COLOR_BY["loss"], "color", lambda asked: made.append(1) or real(asked))
    first, second = (style_of(run, "pca_last", Choice("loss", focus=focus)) for focus in (0, 1))
    assert first is second and len(made) == 1  # the class in focus matters for scores alone
