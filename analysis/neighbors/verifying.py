"""Whether a store's neighbors are the nearest: lists of samples drawn by lot, beside brute force in float64."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.spatial.distance import cdist

from analysis.metrics.validity import group_codes
from analysis.neighbors.threads import side_by_side
from analysis.store.reader import Run
from data.progress import progress

SEED = 0
BLOCK = 32  # samples compared with all others at once
CHUNK = 1024  # others in float64 at a time: 10 MB at 1,280 features
CLOSE = 1e-12  # relative: distances no further apart may change places, for a sum depends on its order
STORED = 1e-6  # relative: distances are stored in float32
EQUAL, REORDERED, DIFFERS = "equal", "reordered", "differs"


@dataclass(frozen=True)
class Verdicts:
    """Lists of one kind at one epoch, of the samples drawn.

    Attributes:
        epoch, metric, among: which.
        samples: (m,) row numbers of the samples.
        said: (m,) str of each list: "equal"; "reordered" where neighbors as far away but for rounding changed places;
            "differs" where a neighbor or a distance is another one.
        recall: (m,) float64 share of the true neighbors that are in the list; NaN where there are none.
    """

    epoch: int
    metric: str
    among: str
    samples: np.ndarray
    said: np.ndarray
    recall: np.ndarray


def verify(run: Run, samples: int) -> list[Verdicts]:
    """Compare all lists of a run at every epoch, for samples drawn anew at each.

    Nothing of the search is used: scipy sums up every distance from differences in float64.

    Args:
        samples: how many at each epoch; all where there are fewer.
    """
    random, n = np.random.default_rng(SEED), len(run.samples)
    metrics = list(dict.fromkeys(metric for metric, _ in run.neighbor_lists))
    found, count = [], min(samples, n)
    with progress(label="Neighbours", total=count * len(run.epochs) * len(metrics), unit="samples") as bar:
        for epoch in run.epochs:
            rows, embeddings = np.sort(random.choice(n, count, replace=False)), run.embeddings(epoch)
            for metric in metrics:
                judged: dict[str, list[tuple[str, float]]] = {}
                for start in range(0, count, BLOCK):
                    some = rows[start : start + BLOCK]
                    distances = distances_to_all(embeddings, some, metric)
                    for among in (among for each, among in run.neighbor_lists if each == metric):
                        judged.setdefault(among, []).extend(_judged(run, (epoch, metric, among), some, distances))
                    bar.update(len(some))
                found += [Verdicts(epoch, metric, name, rows, *map(np.array, zip(*each, strict=True)))
                          for name, each in judged.items()]  # fmt: skip
    return found


def distances_to_all(embeddings: np.ndarray, rows: np.ndarray, metric: str) -> np.ndarray:
    """Distances of some samples to all.

    Args:
        embeddings: (n, d) float32.
        rows: (m,) row numbers.
        metric: "euclidean" or "cosine".

    Returns:
        (m, n) float64: Euclidean, or 1 - cosine, where a zero vector is at 1 from all.
    """
    scales = np.ones(len(embeddings))
    if metric == "cosine":
        lengths = np.sqrt([np.square(each, dtype=np.float64).sum() for each in embeddings])
        scales = np.divide(1, lengths, out=np.zeros_like(lengths), where=lengths > 0)
    squares = np.empty((len(rows), len(embeddings)))
    side_by_side(_squares, (embeddings, scales, rows, squares), 0, len(embeddings))
    if metric == "euclidean":
        return np.sqrt(squares)
    return np.where((scales[rows] == 0)[:, None] | (scales == 0), 1.0, squares / 2)


def _squares(embeddings, scales, rows, squares, span) -> None:
    asked = embeddings[rows] * scales[rows, None]
    for start in range(span[0], span[1], CHUNK):
        part = slice(start, min(start + CHUNK, span[1]))
        squares[:, part] = cdist(asked, embeddings[part] * scales[part, None], "sqeuclidean")


def _judged(run: Run, which: tuple[int, str, str], rows: np.ndarray, distances: np.ndarray) -> list[tuple[str, float]]:
    lists, stored = run.neighbors(*which)[rows], run.neighbor_distances(*which)[rows]
    far = np.where(_allowed(run, rows, which[-1]), distances, np.inf)
    return [_compared(*each) for each in zip(lists, stored, far, strict=True)]


def _allowed(run: Run, rows: np.ndarray, among: str) -> np.ndarray:
    """(m, n) bool: who may be a neighbor of each."""
    allowed = np.ones((len(rows), len(run.samples)), bool)
    if among in ("train", "validation"):
        allowed &= (run.samples["split"] == among).to_numpy()
    elif among == "other_groups":
        codes = group_codes(run.samples["group"].to_numpy(), len(run.samples))
        allowed = codes != codes[rows, None]
    allowed[np.arange(len(rows)), rows] = False
    return allowed


def _compared(listed: np.ndarray, stored: np.ndarray, far: np.ndarray) -> tuple[str, float]:
    """What to say of one list, and its recall.

    Args:
        listed, stored: (k,) row numbers and distances.
        far: (n,) true distances, infinite for those that may not be neighbors.
    """
    true = np.argsort(far, kind="stable")[: len(listed)]  # stable: ties by row number
    true, there = true[np.isfinite(far[true])], listed[listed >= 0]
    recall = float(np.isin(true, there).mean()) if len(true) else float("nan")
    if len(there) != len(true) or not np.allclose(stored[: len(true)], far[true], rtol=STORED, atol=CLOSE):
        return DIFFERS, recall
    if np.array_equal(there, true):
        return EQUAL, recall
    as_far = len(np.unique(there)) == len(true) and np.allclose(far[there], far[true], rtol=CLOSE, atol=CLOSE)
    return (REORDERED if as_far else DIFFERS), recall
