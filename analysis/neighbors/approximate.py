"""Approximate neighbors out of a navigable graph (faiss), for sets where every pair would be too many; recall measured.

Source: Malkov and Yashunin 2020, arXiv:1603.09320.
"""

from __future__ import annotations

from types import ModuleType

import numpy as np

from analysis.contract import StoreError
from analysis.neighbors.candidates import Candidates, blank, finish
from analysis.neighbors.certain import settle
from analysis.neighbors.exact import SPARE, Lists
from analysis.neighbors.space import Space, space
from analysis.neighbors.whom import Population, Whom
from data.progress import progress

LINKS, BREADTH = 16, 100  # of the graph: links a sample, candidates held while it is built
SEEN = 2.0  # candidates held in a search, in lists kept
BATCH = 4096
LARGEST_GROUP = 256  # samples of the own group that a list is lengthened for; who has more is searched exactly
CHECKED, RESAMPLES, SEED = 200, 1000, 0


def nearly_nearest(embeddings: np.ndarray, k: int, among: Population, *, metric: str, label: str) -> Lists:
    """As `exact.nearest_lists`, but a true neighbor may be missing; distances are exact, ties by row number.

    Raises:
        StoreError: faiss is not installed.
    """
    faiss = _faiss(len(embeddings))
    k = min(k, len(embeddings) - 1)
    ready = space(embeddings, among.parts, metric)
    found = {}
    for name, whom in among.whom.items():
        candidates = _search(faiss, ready, among, whom, width=k + SPARE, label=f"{label}, {name}")
        found[name] = finish(embeddings, ready, candidates, among, k=k, exact=False)
    return found


def recall(embeddings: np.ndarray, neighbors: np.ndarray, *, metric: str) -> dict[str, float]:
    """Share of the true neighbors (among all) that were found, over a drawn sample compared with all others.

    Args:
        embeddings: (n, d) float32.
        neighbors: (n, k) int32 row numbers.
        metric: "euclidean" or "cosine".

    Returns:
        `value`, its bootstrap interval over samples `low` and `high` (95 %), `samples`.
    """
    n, k = neighbors.shape
    random = np.random.default_rng(SEED)
    rows = np.sort(random.choice(n, min(CHECKED, n), replace=False))
    cosine, true = metric == "cosine", blank(n, k, np.float64)
    lengths = np.sqrt(np.einsum("nd,nd->n", embeddings, embeddings, dtype=np.float64))
    scales = np.divide(1, lengths, out=np.zeros(n), where=lengths > 0) if cosine else np.ones(n)
    everybody = Population(np.zeros(n, np.int32), np.full(n, -1, np.int32), {})
    settle(embeddings, scales, rows, true, everybody, whom=Whom(), factor=0.5 if cosine else 1.0)
    shares = np.array([np.isin(true[0][row], neighbors[row]).mean() for row in rows])
    means = shares[random.integers(0, len(rows), (RESAMPLES, len(rows)))].mean(axis=1)
    low, high = np.quantile(means, [0.025, 0.975])
    figures = {"value": float(shares.mean()), "low": float(low), "high": float(high)}
    return {name: round(value, 6) for name, value in figures.items()} | {"samples": len(rows)}


def _search(faiss, ready: Space, among: Population, whom: Whom, *, width: int, label: str) -> Candidates:
    """Candidates of every place: what the graph of the population gives, without the sample itself and its group."""
    found = Candidates.none_yet(ready, among, whom, width)
    first, last = found.inside
    offered = first + np.flatnonzero(np.isfinite(ready.halves[first:last]))
    largest = int(np.bincount(found.groups[found.groups >= 0], minlength=1).max())
    asked = min(width + 1 + min(largest, LARGEST_GROUP), len(offered))
    if not asked:
        return found
    graph = faiss.IndexHNSWFlat(ready.points.shape[1], LINKS)
    graph.hnsw.efConstruction, graph.hnsw.efSearch = BREADTH, int(SEEN * asked)
    n = len(ready.ids)
    with progress(label=label, total=len(offered) + n, unit="samples") as bar:
        for start in range(0, len(offered), BATCH):
            graph.add(ready.points[offered[start : start + BATCH]])
            bar.update(len(offered[start : start + BATCH]))
        for start in range(0, n, BATCH):
            places = np.arange(start, min(start + BATCH, n))
            squares, near = graph.search(ready.points[places], asked)
            _keep(found, places, np.where(near < 0, -1, offered[near]), squares / 2 - ready.halves[places, None])
            bar.update(len(places))
    return found


def _keep(found: Candidates, places: np.ndarray, near: np.ndarray, values: np.ndarray) -> None:
    own = found.groups[places, None]
    barred = (near < 0) | (near == places[:, None]) | ((own >= 0) & (own == found.groups[near]))
    values = np.where(barred, np.inf, values)
    order = np.argsort(values, axis=1, kind="stable")[:, : found.values.shape[1]][:, ::-1]  # the largest first
    kept = slice(-order.shape[1], None)
    found.values[places, kept] = np.take_along_axis(values, order, axis=1)
    found.rows[places, kept] = np.take_along_axis(np.where(barred, -1, near), order, axis=1)


def _faiss(n: int) -> ModuleType:
    try:
        import faiss
    except ImportError as error:
        raise StoreError(
            f"Neighbors of {n:,} samples need faiss, which is not installed: every pair would take too long. "
            "Install it with: pip install 'faiss-cpu>=1.10,<2'"
        ) from error
    return faiss
