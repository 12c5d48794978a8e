"""Candidates that do not prove the neighbors are not believed where the search is to be exact."""

from __future__ import annotations

import numpy as np

from analysis.neighbors.candidates import Candidates, finish
from analysis.neighbors.space import space
from analysis.neighbors.whom import everybody
from tests.analysis.neighbors.test_exact import brute_force

N, K, WIDTH = 80, 4, 4  # none to spare: the last one never lies below what was left out


def poor_candidates(embeddings: np.ndarray):
    """The four places before one's own, each with its true value: nothing proves that they are the nearest."""
    among = everybody(N)
    ready = space(embeddings, among.parts, "euclidean")
    found = Candidates.none_yet(ready, among, among.whom["all"], WIDTH)
    for place in range(N):
        others = (place - 1 - np.arange(WIDTH)) % N
        values = ready.halves[others] - ready.points[others] @ ready.points[place]
        order = np.argsort(-values)
        found.values[place], found.rows[place] = values[order], others[order]
    return ready, found, among


def test_what_is_not_proved_is_sought_among_all_unless_an_approximation_will_do():
    embeddings = np.random.default_rng(0).normal(size=(N, 5)).astype(np.float32)
    expected, true = brute_force(embeddings, K)
    ready, found, among = poor_candidates(embeddings)
    neighbors, distances = finish(embeddings, ready, found, among, k=K)
    np.testing.assert_array_equal(neighbors, expected)
    np.testing.assert_allclose(distances, true, rtol=1e-6)
    nearly, nearer = finish(embeddings, ready, found, among, k=K, exact=False)
    assert 0 < (nearly == expected).mean() < 0.5
    wide = embeddings.astype(np.float64)
    np.testing.assert_allclose(nearer, np.linalg.norm(wide[nearly] - wide[:, None], axis=2), rtol=1e-6)


def test_an_approximation_with_too_few_candidates_is_filled_up():
    embeddings = np.random.default_rng(1).normal(size=(N, 5)).astype(np.float32)
    ready, found, among = poor_candidates(embeddings)
    place = int(np.flatnonzero(ready.ids == 7)[0])
    found.rows[place], found.values[place] = -1, np.inf
    neighbors, _ = finish(embeddings, ready, found, among, k=K, exact=False)
    np.testing.assert_array_equal(neighbors[7], brute_force(embeddings, K)[0][7])
