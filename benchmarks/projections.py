"""Joint PCA, streamed, beside scikit-learn's PCA on the pooled epochs."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from sklearn.decomposition import PCA

from analysis.projections import pca_joint
from analysis.projections.contract import Embeddings
from benchmarks.interleaved import Comparison, compare

EPOCHS, N, D = 4, 5000, 512


def measure() -> Iterator[Comparison]:
    """One comparison at EPOCHS × N × D."""
    values = np.random.default_rng(0).normal(size=(EPOCHS, N, D)).astype(np.float32)
    run = Embeddings(list(range(EPOCHS)), values.__getitem__, np.zeros(N, np.int64), ["all"], margins=np.zeros)

    def ours() -> None:
        list(pca_joint.project(run).parts)

    def scikit_learn() -> None:
        PCA(2, svd_solver="covariance_eigh").fit_transform(values.reshape(-1, D).astype(np.float64))

    what = f"joint PCA, {EPOCHS} × {N:,} × {D:,}, float64"
    yield compare(what, ours, "scikit-learn, all epochs in memory", scikit_learn)
