"""Label purity against scikit-learn's neighbors and on cases known beforehand."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.neighbors import NearestNeighbors

from analysis.projections.quality.label_purity import label_purity


def test_equal_to_counting_scikit_learns_neighbors():
    random = np.random.default_rng(0)
    labels = random.integers(0, 3, 80)
    points = random.normal(size=(80, 2)) + labels[:, None]
    near = NearestNeighbors(n_neighbors=7).fit(points).kneighbors(return_distance=False)
    slow = np.mean([np.mean([labels[other] == labels[row] for other in near[row]]) for row in range(80)])
    assert label_purity(near, labels) == pytest.approx(slow, abs=1e-12)


def test_samples_without_a_label_have_no_say_and_are_no_ones_kin():
    near = np.array([[1, 2], [0, 2], [0, 1], [0, 2]])
    assert label_purity(near, np.array([0, 1, 0, -1])) == pytest.approx((0.5 + 0 + 0.5) / 3)
    assert label_purity(np.array([[3], [3], [3], [0]]), np.array([0, 1, 0, -1])) == 0


@pytest.mark.parametrize("labels", [[0, 0, 0], [2, 2, -1], [-1, -1, -1]])
def test_one_class_tells_nothing(labels):
    assert label_purity(np.array([[1], [0], [1]]), np.array(labels)) is None


def test_no_neighbors_tell_nothing():
    assert label_purity(np.zeros((2, 0), int), np.array([0, 1])) is None
