"""The last epoch's view equals scikit-learn's PCA of that epoch, applied to all."""

from __future__ import annotations

import numpy as np
from sklearn.decomposition import PCA

from analysis.projections import pca_last
from tests.analysis.projections.drawn import embeddings_of


def test_equal_to_scikit_learn_on_the_last_epoch():
    values = (np.random.default_rng(3).normal(size=(3, 150, 5)) * [5, 3, 1, 1, 0.5] + 2).astype(np.float32)
    found = np.stack([positions for _, positions in pca_last.project(embeddings_of(values)).parts])
    pca = PCA(2, svd_solver="full").fit(values[2].astype(np.float64))
    expected = np.stack([pca.transform(epoch.astype(np.float64)) for epoch in values])
    signs = np.sign((found * expected).sum(axis=(0, 1)))
    np.testing.assert_allclose(found * signs, expected, atol=1e-5 * np.abs(expected).max())
