"""The frozen-epoch test: a steady method passes, one that turns the picture does not."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from analysis.projections import pca_joint
from analysis.projections.contract import Embeddings, Projected
from analysis.projections.quality.frozen import NOISE, STEADY, frozen_step
from analysis.projections.registry import PROJECTIONS
from tests.analysis.projections.drawn import embeddings_of

RANDOM = np.random.default_rng(0)
VALUES = [(RANDOM.normal(size=(300, 10)) * np.linspace(3, 1, 10) + 5).astype(np.float32) for _ in range(3)]


def run_of(values: list[np.ndarray]) -> Embeddings:
    labels = np.zeros(len(values[0]), np.int64)
    return Embeddings(list(range(len(values))), values.__getitem__, labels, ["a"], lambda epoch: values[epoch][:, :1])


def method(place) -> SimpleNamespace:
    def project(embeddings, *, components=2, seed=0):
        return Projected(((epoch, place(epoch, embeddings)) for epoch in embeddings.epochs), {})

    return SimpleNamespace(project=project)


def test_joint_pca_is_steady():
    assert 0 < frozen_step(pca_joint, run_of(VALUES)) < STEADY


STABLE = [name for name, module in PROJECTIONS.items() if module.STABLE and name != "umap"]  # UMAP's tests do it too


@pytest.mark.parametrize("name", STABLE)
def test_what_is_labelled_stable_is_steady(name):
    assert frozen_step(PROJECTIONS[name], embeddings_of(VALUES)) < STEADY


def test_the_figure_of_two_features_shown_as_they_are():
    plain = method(lambda epoch, embeddings: embeddings.read(epoch)[:, :2])
    scale = NOISE * np.sqrt(VALUES[-1].var(axis=0).mean())  # mean length of a step of normal noise: sqrt(pi / 2)
    expected = scale * np.sqrt(np.pi / 2) / np.sqrt(VALUES[-1][:, :2].var(axis=0).mean())
    assert frozen_step(plain, run_of(VALUES)) == pytest.approx(expected, rel=0.1)


def test_a_picture_that_turns_is_found():
    def turning(epoch, embeddings):
        return embeddings.read(epoch)[:, [1, 0] if epoch % 2 else [0, 1]]

    assert frozen_step(method(turning), run_of(VALUES)) > 1


def test_margins_are_given_noise_too():
    def of_margins(epoch, embeddings):
        return np.repeat(embeddings.margins(epoch), 2, axis=1)

    assert 0.005 < frozen_step(method(of_margins), run_of(VALUES)) < STEADY


def test_one_epoch_is_enough_and_a_constant_picture_is_undefined():
    assert frozen_step(pca_joint, run_of(VALUES[:1])) < STEADY
    assert frozen_step(pca_joint, run_of([np.ones((30, 4), np.float32)] * 2)) is None
