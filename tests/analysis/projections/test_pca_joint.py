"""Joint PCA equals scikit-learn's PCA on the pooled epochs."""

from __future__ import annotations

import numpy as np
from sklearn.decomposition import PCA

from analysis.projections import pca_joint
from tests.analysis.projections.drawn import embeddings_of


def test_equal_to_scikit_learn_on_the_pooled_epochs():
    random = np.random.default_rng(3)
    scale = np.array([9, 5, 2, 1, 1, 0.5, 0.2])
    epochs = [(random.normal(size=(200, 7)) * scale * (1 + epoch) + 4 * epoch).astype(np.float32) for epoch in range(4)]
    found = np.stack([positions for _, positions in pca_joint.project(embeddings_of(epochs)).parts])
    pca = PCA(2, svd_solver="full").fit(np.concatenate(epochs).astype(np.float64))
    expected = pca.transform(np.concatenate(epochs).astype(np.float64)).reshape(4, 200, 2)
    signs = np.sign((found * expected).sum(axis=(0, 1)))
    np.testing.assert_allclose(found * signs, expected, atol=1e-5 * np.abs(expected).max())
