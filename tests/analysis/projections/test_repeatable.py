"""Sums do not depend on the number of processors, and BLAS gets its threads back."""

from __future__ import annotations

import os

import numpy as np
import pytest
from threadpoolctl import threadpool_info

from analysis.projections import repeatable
from analysis.projections.repeatable import LANES, ROWS, one_thread, summed


@pytest.mark.parametrize("n", [1, ROWS, ROWS + 1, 2 * LANES * ROWS + 7])
def test_every_sample_is_counted_once(n):
    values = np.arange(n, dtype=np.float64)
    assert summed(lambda rows: np.array([values[rows].sum()]), n)[0] == n * (n - 1) / 2


def test_the_same_bits_on_one_processor_and_on_eight(monkeypatch):
    values = np.random.default_rng(0).normal(size=(5 * ROWS, 40))

    def product(rows: slice) -> np.ndarray:
        return values[rows].T @ values[rows]

    sums = []
    for processors in (1, 8):
        monkeypatch.setattr(os, "cpu_count", lambda processors=processors: processors)
        sums.append(summed(product, len(values)))
    np.testing.assert_array_equal(*sums)
    np.testing.assert_allclose(sums[0], values.T @ values, rtol=1e-10, atol=1e-8)


def test_blas_has_one_thread_inside_and_its_own_number_after():
    def threads() -> list[int]:
        return [library["num_threads"] for library in threadpool_info() if library["user_api"] == "blas"]

    before = threads()
    with one_thread():
        assert threads() and set(threads()) == {1}
    assert threads() == before
    assert repeatable._libraries() is repeatable._libraries()
