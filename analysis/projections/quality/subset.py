"""The samples that costly figures are measured on: fixed, stratified, rare classes whole."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Subset:
    """Some samples of a run.

    Attributes:
        rows: (m,) int64 row numbers, ascending.
        rule: in words, how they were chosen.
    """

    rows: np.ndarray
    rule: str

    @property
    def facts(self) -> dict:
        """What the manifest says: `id` (sha256 over the rows as little-endian int64), `size`, `rule`."""
        identity = hashlib.sha256(self.rows.astype("<i8").tobytes()).hexdigest()
        return {"id": identity, "size": len(self.rows), "rule": self.rule}


def choose(labels: np.ndarray, *, size: int) -> Subset:
    """The same samples for the same labels, whatever the projection.

    Half of the places are shared out evenly among the classes; a class with no more samples than its share is whole.
    The other places go to the remaining samples in proportion to their classes.

    Args:
        labels: (n,) int64 class index; samples of no known class (-1) count as a class of their own.
        size: samples wanted at most.
    """
    if len(labels) <= size:
        return Subset(np.arange(len(labels)), "all samples")
    random = np.random.default_rng(0)
    classes, counts = np.unique(labels, return_counts=True)
    even = np.minimum(counts, size // (2 * len(counts)))
    places = even + _in_proportion(counts - even, size - int(even.sum()))
    chosen = [
        random.permutation(np.flatnonzero(labels == label))[:count]
        for label, count in zip(classes, places, strict=True)
    ]
    whole = int(np.count_nonzero(places == counts))
    rule = (
        f"of {len(labels):,}: half of the places evenly by class, the rest in proportion; "
        f"{whole} of {len(classes)} classes whole"
    )
    return Subset(np.sort(np.concatenate(chosen)), rule)


def _in_proportion(counts: np.ndarray, size: int) -> np.ndarray:
    """Whole numbers that add up to `size`, by largest remainders; none above its count."""
    exact = size * counts / counts.sum()
    places = np.floor(exact).astype(np.int64)
    places[np.argsort(places - exact, kind="stable")[: size - int(places.sum())]] += 1
    return places
