"""How neighborhoods change between two epochs: turnover of each sample's, pairs that meet or part, odd ones out."""

from __future__ import annotations

import numpy as np

BLOCK = 4096  # pairs whose embeddings are gathered at a time: 42 MB at 1,280 features
DRAWN = 10_000  # random pairs whose median distance is the unit of an epoch


def jaccard(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """How much two sets of neighbors have in common: |A ∩ B| / |A ∪ B|.

    Args:
        first, second: (n, k) int row numbers, none twice in a row; negative for none.

    Returns:
        (n,) float64 in [0, 1]; NaN where both are empty.

    Source: Jaccard 1912, doi:10.1111/j.1469-8137.1912.tb05611.x.
    """
    together = np.sort(np.concatenate([first, second], axis=1), axis=1)  # a common one stands twice, side by side
    shared = np.count_nonzero((together[:, 1:] == together[:, :-1]) & (together[:, 1:] >= 0), axis=1)
    union = np.count_nonzero(together >= 0, axis=1) - shared
    return np.divide(shared, union, out=np.full(len(first), np.nan), where=union > 0)


def chance_jaccard(k: int, others: int) -> float:
    """The Jaccard index that two random sets of k out of so many others have, nearly: that of the expected overlap.

    Where there are fewer others, both sets are all of them.
    """
    k = min(k, others)
    shared = k * k / others if others else 0.0
    return shared / (2 * k - shared) if k else float("nan")


def met(before: np.ndarray, after: np.ndarray) -> np.ndarray:
    """Pairs of which one is among the other's neighbors after and neither among the other's before.

    Args:
        before, after: (n, k) int row numbers; negative for none.

    Returns:
        (p, 2) int64, the smaller row number first, ascending.
    """
    count = len(after)
    now, then = _codes(after, count), _codes(before, count)
    new = np.setdiff1d(now, then, assume_unique=True)
    return np.stack(np.divmod(new, max(count, 1)), axis=1)


def _codes(neighbors: np.ndarray, count: int) -> np.ndarray:
    rows = np.repeat(np.arange(len(neighbors), dtype=np.int64), neighbors.shape[1])
    others = neighbors.ravel().astype(np.int64)
    rows, others = rows[others >= 0], others[others >= 0]
    return np.unique(np.minimum(rows, others) * count + np.maximum(rows, others))


def pair_distances(embeddings: np.ndarray, pairs: np.ndarray, *, metric: str) -> np.ndarray:
    """The distance of each pair: (p,) float64, Euclidean in embedding units, or 1 - cosine (1 beside a zero vector).

    Args:
        embeddings: (n, d) float32.
        pairs: (p, 2) int row numbers.
        metric: "euclidean" or "cosine".
    """
    found = np.empty(len(pairs))
    for start in range(0, len(pairs), BLOCK):
        part = slice(start, start + BLOCK)
        one, other = embeddings[pairs[part, 0]], embeddings[pairs[part, 1]]
        found[part] = _euclidean(one, other) if metric == "euclidean" else _cosine(one, other)
    return found


def _euclidean(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    difference = one - other
    return np.sqrt(np.einsum("pd,pd->p", difference, difference, dtype=np.float64))


def _cosine(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    product = np.einsum("pd,pd->p", one, other, dtype=np.float64)
    lengths = np.sqrt(
        np.einsum("pd,pd->p", one, one, dtype=np.float64) * np.einsum("pd,pd->p", other, other, dtype=np.float64)
    )
    likeness = np.divide(product, lengths, out=np.zeros(len(product)), where=lengths > 0)
    return np.clip(1 - likeness, 0, 2)


def usual_distance(embeddings: np.ndarray, *, metric: str, seed: int = 0) -> float:
    """The median distance of DRAWN random pairs of different samples: an epoch's unit; NaN with fewer than two."""
    count = len(embeddings)
    if count < 2:
        return float("nan")
    generator = np.random.default_rng(seed)
    one = generator.integers(count, size=DRAWN)
    other = (one + generator.integers(1, count, size=DRAWN)) % count
    return float(np.median(pair_distances(embeddings, np.stack([one, other], axis=1), metric=metric)))


def one_label_by_chance(labels: np.ndarray) -> float:
    """Share of all pairs of two different samples that have one label; NaN with fewer than two samples.

    Args:
        labels: (n,) int >= 0, one number a label.
    """
    n, counts = len(labels), np.bincount(labels)
    return float((counts * (counts - 1)).sum() / (n * (n - 1))) if n > 1 else float("nan")


def odd_ones(labels: np.ndarray, neighbors: np.ndarray) -> np.ndarray:
    """Which samples have neighbors, none of them of their own label.

    Args:
        labels: (n,) int, one number a label.
        neighbors: (n, k) int row numbers; negative for none.

    Returns:
        (n,) bool; a sample without neighbors is not odd.
    """
    there = neighbors >= 0
    alike = (labels[neighbors] == labels[:, None]) & there
    return there.any(axis=1) & ~alike.any(axis=1)


def commonest(labels: np.ndarray, neighbors: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The label that most neighbors of each sample have, the smaller number where two are as common.

    Args:
        labels: (n,) int >= 0.
        neighbors: (m, k) int row numbers of some samples' neighbors; negative for none.

    Returns:
        label: (m,) int64, -1 without neighbors.
        share: (m,) float64 of the neighbors that have it; NaN without.
    """
    there = neighbors >= 0
    counts = np.zeros((len(neighbors), int(labels.max(initial=0)) + 1), np.int64)
    places = np.broadcast_to(np.arange(len(neighbors))[:, None], neighbors.shape)
    np.add.at(counts, (places[there], labels[neighbors[there]]), 1)
    total = there.sum(axis=1)
    share = np.divide(counts.max(axis=1), total, out=np.full(len(neighbors), np.nan), where=total > 0)
    return np.where(total > 0, counts.argmax(axis=1), -1), share
