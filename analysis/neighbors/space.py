"""Embeddings made ready for one matrix product: shuffled, centred, scaled, and for cosine of unit length."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

SEED = 0
BLOCK = 1024  # rows in float64 at a time


@dataclass(frozen=True)
class Space:
    """What the search multiplies, by place; a place is a sample's number in a shuffled order.

    Attributes:
        ids: (n,) int64 row of each place: by part, shuffled within, so that no order of the data costs time.
        starts: part -> first place and last + 1.
        points: (n, d) float32.
        halves: (n,) float32 half the squared lengths; infinite for one that is never offered.
        scales: (n,) float64 by row, what the exact measurement multiplies a sample with.
        bounds: (n, 2) float64: a true distance is at least `bounds[:, 0] + bounds[:, 1] * value` where the search saw
            `value`; squared where Euclidean.
        cosine: whether distances are 1 - cosine: half the squared distance of vectors of length 1.
        zeros: rows of zero vectors, where the metric is cosine.
    """

    ids: np.ndarray
    starts: dict[int, tuple[int, int]]
    points: np.ndarray
    halves: np.ndarray
    scales: np.ndarray
    bounds: np.ndarray
    cosine: bool
    zeros: np.ndarray


def space(embeddings: np.ndarray, parts: np.ndarray, metric: str) -> Space:
    """Prepare the embeddings of one epoch.

    Args:
        embeddings: (n, d) float32, finite.
        parts: (n,) int32.
        metric: of `layout.METRICS`.
    """
    n, d = embeddings.shape
    ids = np.lexsort([np.random.default_rng(SEED).permutation(n), parts])
    starts = {int(part): _run(parts[ids], part) for part in np.unique(parts)}
    cosine = metric == "cosine"
    scales = _inverse_lengths(embeddings) if cosine else np.ones(n)
    size = 1.0 if cosine else float(np.abs(embeddings).max(initial=0.0))
    unit = 2.0 ** np.floor(np.log2(size)) if size else 1.0
    points = _centered(embeddings, ids, scales / unit)
    squares = np.einsum("nd,nd->n", points, points)
    zeros = np.flatnonzero(scales == 0)
    halves = squares / 2
    halves[np.isin(ids, zeros)] = np.inf
    bounds = _bounds(squares, d, unit**2 * (0.5 if cosine else 1))
    return Space(ids, starts, points, halves, scales, bounds, cosine, zeros)


def _run(ordered: np.ndarray, part: int) -> tuple[int, int]:
    return int(np.searchsorted(ordered, part)), int(np.searchsorted(ordered, part, side="right"))


def _centered(embeddings: np.ndarray, ids: np.ndarray, scales: np.ndarray) -> np.ndarray:
    """The scaled embeddings around their mean, in the order of `ids`; rounded to float32 only then."""
    blocks = [slice(start, start + BLOCK) for start in range(0, len(ids), BLOCK)]
    mean = sum(scales[block] @ embeddings[block] for block in blocks) / max(len(ids), 1)
    points = np.empty(embeddings.shape, np.float32)
    for block in blocks:
        points[block] = embeddings[ids[block]] * scales[ids[block], None] - mean
    return points


def _inverse_lengths(embeddings: np.ndarray) -> np.ndarray:
    lengths = np.sqrt(np.einsum("nd,nd->n", embeddings, embeddings, dtype=np.float64))
    return np.divide(1, lengths, out=np.zeros_like(lengths), where=lengths > 0)


def _bounds(squares: np.ndarray, d: int, factor: float) -> np.ndarray:
    """How far below the value of the product a true distance may lie.

    The product's error on |a - b|² is at most e (|a|² + |b|²), e = eps (√d + 8): the usual bound of a dot product of d
    terms, with room for centring. From |b|² <= 2 |a|² + 2 |a - b|² follows |a - b|² >= (seen - 3 e |a|²) / (1 + 2 e),
    whatever b is; and seen = |a|² + 2 value.
    """
    error = np.finfo(np.float32).eps * (np.sqrt(d) + 8)
    wide = squares.astype(np.float64)
    return np.stack([wide * (1 - 3 * error), np.full_like(wide, 2)], axis=1) * (factor / (1 + 2 * error))
