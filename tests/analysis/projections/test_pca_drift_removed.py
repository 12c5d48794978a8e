"""Drift removed: against the same chain written out with scipy and scikit-learn, and on runs that only turn."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from scipy.linalg import orthogonal_procrustes
from sklearn.decomposition import PCA

from analysis.projections import pca_drift_removed
from tests.analysis.projections.drawn import embeddings_of


def _random_turn(random: np.random.Generator, d: int) -> np.ndarray:
    return np.linalg.qr(random.normal(size=(d, d)))[0]


def _learning(epochs: int = 4, n: int = 300, d: int = 6) -> list[np.ndarray]:
    """Samples that move a little while all of them turn and shift together a lot."""
    random = np.random.default_rng(0)
    values, whole, made = random.normal(size=(n, d)) * [6, 4, 2, 1, 1, 0.5], np.eye(d), []
    for epoch in range(epochs):
        values = values + random.normal(size=(n, d)) * 0.3
        whole = whole @ _random_turn(random, d)
        made.append((values @ whole + 3 * epoch).astype(np.float32))
    return made


def test_equal_to_the_chain_written_out():
    made = _learning()
    projected = pca_drift_removed.project(embeddings_of(made))
    found = np.stack([positions for _, positions in projected.parts])
    centered = [values.astype(np.float64) - values.mean(axis=0, dtype=np.float64) for values in made]
    frame = [centered[0]]
    for before, values in pairwise(centered):
        own, _ = orthogonal_procrustes(values, frame[-1])
        moved = np.linalg.norm(made[len(frame)] - made[len(frame) - 1].astype(np.float64)) ** 2
        least = np.linalg.norm(values @ orthogonal_procrustes(values, before)[0] - before) ** 2
        assert projected.facts["drift"][len(frame)] == pytest.approx(1 - least / moved, abs=1e-6)
        frame.append(values @ own)
    expected = PCA(2).fit_transform(np.concatenate(frame)).reshape(4, 300, 2)
    signs = np.sign((found * expected).sum(axis=(0, 1)))
    np.testing.assert_allclose(found * signs, expected, atol=1e-4 * np.abs(expected).max())


def test_a_run_that_only_turns_and_shifts_stands_still():
    random = np.random.default_rng(1)
    values = random.normal(size=(80, 5))
    made = [(values @ _random_turn(random, 5) + 10 * epoch).astype(np.float32) for epoch in range(3)]
    projected = pca_drift_removed.project(embeddings_of(made))
    planes = [positions for _, positions in projected.parts]
    for positions in planes[1:]:
        np.testing.assert_allclose(positions, planes[0], atol=1e-4)
    assert projected.facts["drift"][0] is None
    np.testing.assert_allclose(projected.facts["drift"][1:], 1, atol=1e-6)


def test_an_epoch_in_which_nothing_happens_has_no_drift():
    values = _learning(1)[0]
    projected = pca_drift_removed.project(embeddings_of([values, values]))
    first, second = (positions for _, positions in projected.parts)
    np.testing.assert_allclose(first, second, atol=1e-6)
    assert projected.facts["drift"] == [None, 0.0]
