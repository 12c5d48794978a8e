"""Trustworthiness and continuity against scikit-learn, and on layouts whose quality is known."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.manifold import trustworthiness

from analysis.projections.quality.ranks import trustworthiness_and_continuity


@pytest.mark.parametrize(("m", "d", "components", "k"), [(700, 30, 2, 15), (60, 3, 3, 10), (7, 1, 2, 3), (3, 4, 2, 1)])
def test_equal_to_scikit_learn(m, d, components, k):
    random = np.random.default_rng(m)
    full = (random.normal(size=(m, d)) * 3 + 40).astype(np.float32)
    plane = (full[:, :1] + random.normal(size=(m, components))).astype(np.float32)
    trusted, continuous = trustworthiness_and_continuity(full, plane, k)
    full, plane = full.astype(float), plane.astype(float)  # scikit-learn rounds distances of float32, which ties them
    assert trusted == pytest.approx(trustworthiness(full, plane, n_neighbors=k), abs=1e-9)
    assert continuous == pytest.approx(trustworthiness(plane, full, n_neighbors=k), abs=1e-9)


def test_the_same_space_is_perfect_and_a_random_layout_is_near_one_half():
    random = np.random.default_rng(0)
    full = random.normal(size=(600, 10)).astype(np.float32)
    assert trustworthiness_and_continuity(full, full[:, :] * 2, 15) == (1, 1)
    by_chance = trustworthiness_and_continuity(full, random.normal(size=(600, 2)).astype(np.float32), 15)
    assert by_chance == (pytest.approx(0.5, abs=0.02), pytest.approx(0.5, abs=0.02))


def test_tearing_costs_continuity_and_gluing_costs_trustworthiness():
    line = np.linspace(0, 1, 400, dtype=np.float32)[:, None]
    folded = np.abs(line - 0.5)  # two halves glued together
    trusted, continuous = trustworthiness_and_continuity(line, folded, 10)
    assert trusted < 0.9 < 0.99 < continuous
    again = trustworthiness_and_continuity(folded + line * 1e-4, line, 10)
    assert again[1] < 0.9 < 0.99 < again[0]


@pytest.mark.parametrize(
    ("full", "plane", "k"),
    [
        (np.ones((20, 4)), np.random.default_rng(0).normal(size=(20, 2)), 5),
        (np.random.default_rng(0).normal(size=(20, 4)), np.zeros((20, 2)), 5),
        (np.random.default_rng(0).normal(size=(20, 4)), np.full((20, 2), np.nan), 5),
        (np.random.default_rng(0).normal(size=(2, 4)), np.random.default_rng(1).normal(size=(2, 2)), 1),
        (np.ones((1, 4)), np.ones((1, 2)), 0),
    ],
    ids=["constant embedding", "constant plane", "no numbers", "two samples", "one sample"],
)
def test_undefined_is_none(full, plane, k):
    assert trustworthiness_and_continuity(full.astype(np.float32), plane.astype(np.float32), k) == (None, None)


def test_coinciding_samples_do_no_harm():
    full = np.repeat(np.random.default_rng(0).normal(size=(50, 6)), 4, axis=0).astype(np.float32)
    assert trustworthiness_and_continuity(full, full, 10) == (1, 1)
