"""CKA against the naive formula with centered Gram matrices, in both forms."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.similarity.alignment import alignment, kernel, normalized, product, uses_gram


def naive(first: np.ndarray, second: np.ndarray) -> float:
    """HSIC(K, L) / sqrt(HSIC(K, K) HSIC(L, L)) with H K H written out."""
    first, second = first.astype(np.float64), second.astype(np.float64)
    centering = np.eye(len(first)) - 1 / len(first)
    one, two = (centering @ values @ values.T @ centering for values in (first, second))
    return float((one * two).sum() / np.sqrt((one * one).sum() * (two * two).sum()))


def measured(first: np.ndarray, second: np.ndarray) -> float:
    gram = uses_gram(*first.shape)
    one, two = kernel(first), kernel(second)
    return alignment(product(one, two, gram=gram), product(one, one, gram=gram), product(two, two, gram=gram))


@pytest.fixture(params=[(60, 12), (60, 5), (12, 60)], ids=["gram", "features", "wide"])
def pair(request) -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(0)
    first = random.normal(3, 1, request.param).astype(np.float32)
    second = (first @ random.normal(0, 1, (first.shape[1],) * 2) + random.normal(0, 2, first.shape)).astype(np.float32)
    return first, second


def test_both_forms_are_tried():
    assert uses_gram(60, 12) and not uses_gram(60, 5) and uses_gram(12, 60) and not uses_gram(2001, 1280)


def test_it_is_the_naive_formula(pair):
    assert measured(*pair) == pytest.approx(naive(*pair), abs=1e-6)
    assert measured(*pair) == pytest.approx(measured(*reversed(pair)), abs=1e-6)
    assert measured(pair[0], pair[0]) == pytest.approx(1, abs=1e-6)


def test_turning_moving_and_scaling_change_nothing_and_stretching_does(pair):
    first, second = pair
    turn, _ = np.linalg.qr(np.random.default_rng(1).normal(size=(second.shape[1],) * 2))
    moved = (1e4 * (second @ turn) + 7e4).astype(np.float32)
    assert measured(first, moved) == pytest.approx(naive(first, second), abs=1e-4)
    assert abs(measured(first, second * np.linspace(1, 9, second.shape[1], dtype=np.float32)) - naive(*pair)) > 0.01


def test_weights_stand_for_repeated_samples(pair):
    first = pair[0]
    times = np.random.default_rng(2).integers(1, 4, len(first))
    repeated = [np.repeat(values, times, axis=0) for values in pair]
    one, two = (normalized(values, times) for values in pair)
    crossed, own, other = (np.asarray(a).T @ b for a, b in ((one, two), (one, one), (two, two)))
    found = alignment(*(float((part**2).sum()) for part in (crossed, own, other)))
    assert found == pytest.approx(naive(*repeated), abs=1e-6)


@pytest.mark.parametrize("value", [0.0, 0.1, 1e6])
def test_a_constant_embedding_has_no_alignment(pair, value):
    constant = np.full_like(pair[0], value)
    assert not normalized(constant).any()
    assert np.isnan(measured(pair[0], constant)) and np.isnan(measured(constant, constant))


def test_numbers_as_large_as_float32_holds_do_not_overflow(pair):
    assert measured(pair[0] * np.float32(1e30), pair[1]) == pytest.approx(naive(*pair), abs=1e-5)
