"""Exact neighbors beside the bare product, faiss and scikit-learn; their peak of memory, and what more lists cost."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator

import numpy as np
import pandas as pd
from sklearn.neighbors import NearestNeighbors

from analysis.neighbors import nearest_lists, nearest_neighbors
from analysis.neighbors.whom import population
from benchmarks.interleaved import Comparison, compare

N = int(os.environ.get("NEIGHBORS_N", 33_126))  # samples; minutes on two cores, for every pair counts
D, K, ROWS = 1280, 50, 1024
FEWER = 5000  # samples beside scikit-learn
GIB = 2**30

PEAK = """
import resource, sys
import numpy as np
from benchmarks.neighbors import K, drawn
from analysis.neighbors import nearest_neighbors
nearest_neighbors(drawn(int(sys.argv[1])), K)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024)
"""


def drawn(n: int) -> np.ndarray:
    """(n, D) float32 as behind a ReLU: no two alike, so that nothing is found early."""
    return np.maximum(np.random.default_rng(0).normal(size=(n, D)).astype(np.float32), 0)


def measure() -> Iterator[Comparison]:
    """Against the product of all pairs and faiss at N, scikit-learn at fewer, one list against four, and memory."""
    embeddings, what = drawn(N), f"{K} nearest neighbours, {N:,} × {D:,}"

    def ours() -> None:
        nearest_neighbors(embeddings, K)

    def product() -> None:
        tile = np.empty((ROWS, N), np.float32)
        for start in range(0, N, ROWS):
            rows = embeddings[start : start + ROWS]
            np.matmul(rows, embeddings.T, out=tile[: len(rows)])

    yield compare(what, ours, "bare matrix product of all pairs", product)
    yield from _beside_faiss(what, embeddings, ours)
    some = embeddings[:FEWER]

    def fewer() -> None:
        nearest_neighbors(some, K)

    def scikit_learn() -> None:
        NearestNeighbors(n_neighbors=K, algorithm="brute").fit(some).kneighbors()

    yield compare(f"{K} nearest neighbours, {FEWER:,} × {D:,}", fewer, "scikit-learn, brute force", scikit_learn)
    yield compare(f"… all, other groups and both splits, {FEWER:,}", _four_lists(some), "all alone", fewer)
    yield _memory(what)


def _beside_faiss(what: str, embeddings: np.ndarray, ours) -> Iterator[Comparison]:
    try:
        import faiss
    except ImportError:
        print("faiss is not installed: pip install faiss-cpu", file=sys.stderr)
        return

    def flat() -> None:
        index = faiss.IndexFlatL2(D)
        index.add(embeddings)
        index.search(embeddings, K + 1)  # it finds the sample itself too

    yield compare(what, ours, f"faiss {faiss.__version__}, IndexFlatL2", flat)


def _four_lists(embeddings: np.ndarray):
    rows = np.arange(len(embeddings))
    splits = np.where(rows % 5, "train", "validation")
    among = population(pd.DataFrame({"group": [f"g{row // 2}" for row in rows], "split": splits}))
    return lambda: nearest_lists(embeddings, K, among)


def _memory(what: str) -> Comparison:
    """The peak of a process of its own that does nothing else; 2 GiB is what it may take."""
    done = subprocess.run([sys.executable, "-c", PEAK, str(N)], capture_output=True, text=True, check=True)
    peak = int(done.stdout)
    ratio = peak / (2 * GIB)
    return Comparison(f"{what}: peak memory", "2 GiB", peak / GIB, ratio, (ratio, ratio), "GB")
