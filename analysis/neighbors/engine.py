"""Which search is used: the exact one up to a stated number of samples, beyond it a graph of neighbors."""

from __future__ import annotations

import numpy as np

from analysis.neighbors.exact import Lists, nearest_lists
from analysis.neighbors.whom import Population

EXACT_UP_TO = 100_000  # samples; see docs/decisions.md for what either costs


def search(
    embeddings: np.ndarray, k: int, among: Population, *, metric: str, label: str
) -> tuple[Lists, dict[str, object]]:
    """The k nearest of every sample in each population, with what to note about how they were found.

    Returns:
        Lists as `exact.nearest_lists`; `neighbor_engine` and, of an approximate one that sought among all,
        `neighbor_recall` as `approximate.recall`.

    Raises:
        StoreError: too many samples for the exact search, and faiss is not installed.
    """
    if len(embeddings) <= EXACT_UP_TO:
        return nearest_lists(embeddings, k, among, metric=metric, label=label), {"neighbor_engine": "exact"}
    from analysis.neighbors.approximate import nearly_nearest, recall

    found = nearly_nearest(embeddings, k, among, metric=metric, label=label)
    facts: dict[str, object] = {"neighbor_engine": "faiss"}
    if "all" in found:
        facts["neighbor_recall"] = recall(embeddings, found["all"][0], metric=metric)
    return found, facts
