"""Every projection keeps the same promises."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.projections.contract import Embeddings
from analysis.projections.registry import PROJECTIONS


def _run(epochs: int = 3, n: int = 30, d: int = 6) -> Embeddings:
    values = np.random.default_rng(0).normal(size=(epochs, n, d)).astype(np.float32)
    return Embeddings(list(range(epochs)), values.__getitem__)


@pytest.mark.parametrize("name", PROJECTIONS)
@pytest.mark.parametrize(("epochs", "n", "d"), [(3, 30, 6), (1, 5, 4), (2, 1, 3), (2, 10, 1)])
def test_one_plane_per_epoch_in_order_and_repeatable(name, epochs, n, d):
    run = _run(epochs, n, d)
    first, again = (dict(PROJECTIONS[name].project(run)) for _ in range(2))
    assert list(first) == run.epochs
    for epoch, positions in first.items():
        assert positions.shape == (n, 2) and positions.dtype == np.float32
        assert np.isfinite(positions).all()
        np.testing.assert_array_equal(positions, again[epoch])


@pytest.mark.parametrize("name", PROJECTIONS)
def test_constant_embeddings_stay_where_they_are(name):
    constant = Embeddings([0, 1], lambda epoch: np.full((8, 5), 3.0, np.float32))
    for _, positions in PROJECTIONS[name].project(constant):
        np.testing.assert_allclose(positions, 0, atol=1e-5)


@pytest.mark.parametrize("name", PROJECTIONS)
def test_it_says_what_may_be_read(name):
    assert PROJECTIONS[name].TITLE
    assert PROJECTIONS[name].READS.endswith(".")
