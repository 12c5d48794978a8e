"""Baselines and gaps on numbers worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.contract import Unsupported
from analysis.explainers.completeness import baselines, completeness_gap, gap
from tests.analysis.explainers.conftest import linear


def test_mean_baseline_is_the_pictures_own_colour():
    pictures = np.random.default_rng(0).uniform(0, 255, (2, 5, 4, 3)).astype(np.float32)
    found = baselines(linear(np.ones((5, 4, 3))), pictures, "mean")
    assert found.shape == pictures.shape and found.dtype == np.float32
    np.testing.assert_allclose(found[1, 3, 2], pictures[1].reshape(-1, 3).mean(axis=0), rtol=1e-6)
    assert np.ptp(found, axis=(1, 2)).max() == 0


@pytest.mark.tensorflow
def test_black_is_black_before_preprocessing(relu_probe):
    found = baselines(relu_probe, np.zeros((2, 16, 16, 3), np.float32), "black")
    np.testing.assert_array_equal(found, -1.0)


def test_unknown_baseline_is_answered_with_the_known():
    with pytest.raises(Unsupported, match="mean, black"):
        baselines(linear(np.ones((2, 2, 1))), np.zeros((1, 2, 2, 1), np.float32), "white")


def test_gap_without_a_range_is_zero_and_without_numbers_none():
    found = gap(np.array([1.0, 1.0, 1.0]), np.array([0.5, 1.0, np.nan]), np.array([2.0, 0.0, np.nan]))
    np.testing.assert_array_equal(found, [0.25, 0.0, np.nan])


@pytest.mark.tensorflow
def test_gap_by_hand():
    """f = sum x = 4 against 0 with a map that sums to 3: one of the 8 logits between -4 and 4."""
    pictures = np.ones((1, 2, 2, 1), np.float32)
    maps = np.array([[[1.0, 1.0], [1.0, 0.0]]], np.float32)
    found = completeness_gap(linear(np.ones((2, 2, 1))), pictures, np.array([0]), maps, baseline="black")
    assert found == pytest.approx([1 / 8])
