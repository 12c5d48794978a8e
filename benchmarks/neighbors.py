"""Exact neighbors beside scikit-learn's brute force and the bare matrix product they need."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from sklearn.neighbors import NearestNeighbors

from analysis.neighbors import nearest_neighbors
from benchmarks.interleaved import Comparison, compare

N, D, K = 5000, 1280, 50


def measure() -> Iterator[Comparison]:
    """Two comparisons at N × D, k = K."""
    embeddings = np.maximum(np.random.default_rng(0).normal(size=(N, D)), 0).astype(np.float32)
    what = f"{K} nearest neighbours, {N:,} × {D:,}"

    def scikit_learn() -> None:
        NearestNeighbors(n_neighbors=K, algorithm="brute").fit(embeddings).kneighbors()

    def product() -> None:
        for start in range(0, N, 512):
            embeddings[start : start + 512] @ embeddings.T

    def ours() -> None:
        nearest_neighbors(embeddings, K)

    yield compare(what, ours, "scikit-learn, brute force", scikit_learn)
    yield compare(what, ours, "bare matrix product (floor)", product)
