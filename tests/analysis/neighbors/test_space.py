"""What is multiplied orders samples as their distances do, and its bound on them holds."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.neighbors.space import space


@pytest.mark.parametrize("metric", ["euclidean", "cosine"])
@pytest.mark.parametrize("offset", [0.0, 300.0])
def test_no_true_distance_lies_below_the_bound_and_the_bound_is_tight(metric, offset):
    random = np.random.default_rng(0)
    embeddings = (random.normal(size=(200, 40)) * random.lognormal(size=(200, 1)) + offset).astype(np.float32)
    ready = space(embeddings, np.zeros(200, np.int32), metric)
    seen = ready.halves[None] - ready.points @ ready.points.T
    lowest = ready.bounds[:, :1] + ready.bounds[:, 1:] * seen
    scaled = embeddings[ready.ids].astype(np.float64) * ready.scales[ready.ids, None]
    true = ((scaled[:, None] - scaled[None]) ** 2).sum(axis=-1) * (0.5 if metric == "cosine" else 1)
    assert (lowest <= true + 1e-300).all()
    apart = ~np.eye(200, dtype=bool)
    np.testing.assert_allclose(lowest[apart], true[apart], rtol=1e-2, atol=1e-4 * np.median(true))


def test_places_are_shuffled_within_parts_and_zero_vectors_are_never_offered():
    parts = np.array([2, 0, 2, 1] * 50, np.int32)
    embeddings = np.random.default_rng(1).normal(size=(200, 3)).astype(np.float32)
    embeddings[7] = 0
    ready = space(embeddings, parts, "cosine")
    assert sorted(ready.ids) == list(range(200))
    assert {part: set(parts[ready.ids[slice(*span)]]) for part, span in ready.starts.items()} == {
        0: {0},
        1: {1},
        2: {2},
    }
    assert ready.ids.tolist() != np.argsort(parts, kind="stable").tolist()
    assert ready.zeros.tolist() == [7]
    assert ready.ids[np.isinf(ready.halves)].tolist() == [7]
    assert not len(space(embeddings, parts, "euclidean").zeros)
