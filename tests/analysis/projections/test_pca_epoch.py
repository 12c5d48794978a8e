"""PCA per epoch: each plane is scikit-learn's own, and the chain only turns it."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.linalg import orthogonal_procrustes
from sklearn.decomposition import PCA

from analysis.projections import pca_epoch
from tests.analysis.projections.drawn import embeddings_of


@pytest.mark.parametrize("components", [2, 3])
def test_equal_to_a_chain_of_scikit_learn_and_scipy(components):
    random = np.random.default_rng(4)
    made = [(random.normal(size=(150, 6)) * [5, 3, 2, 1, 1, 0.5] + epoch).astype(np.float32) for epoch in range(4)]
    found = [positions for _, positions in pca_epoch.project(embeddings_of(made), components=components).parts]
    before = found[0]
    for values, positions in zip(made, found, strict=True):
        own = PCA(components, svd_solver="full").fit_transform(values.astype(np.float64))
        best, _ = orthogonal_procrustes(own, before)
        np.testing.assert_allclose(positions, own @ best, atol=2e-4)
        before = positions


def test_mirrored_features_do_not_mirror_the_picture():
    values = (np.random.default_rng(4).normal(size=(60, 4)) * [4, 2, 1, 1]).astype(np.float32)
    first, second = (positions for _, positions in pca_epoch.project(embeddings_of([values, -values])).parts)
    np.testing.assert_allclose(first, second, atol=1e-4)
