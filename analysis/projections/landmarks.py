"""Which samples at which epochs a layout of all epochs is made from."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from analysis.projections.quality.subset import Subset, choose

SAMPLES = 2000  # at most; half of them shared evenly among the classes, so a rare class is whole
EPOCHS = 12  # at most: with all samples 24,000 landmarks


@dataclass(frozen=True)
class Landmarks:
    """Chosen samples at chosen epochs; none twice.

    Attributes:
        points: (m, d) float32, distinct rows.
        epochs: (m,) int64, an epoch at which the point was seen.
        subset: the samples.
        chosen: the epochs, ascending.
    """

    points: np.ndarray
    epochs: np.ndarray
    subset: Subset
    chosen: list[int]

    @property
    def facts(self) -> dict:
        """What the manifest says of the subset: `id` over the sample rows, `size` in samples, `rule` in words."""
        epochs = ", ".join(map(str, self.chosen))
        rule = f"{self.subset.rule}; at epochs {epochs}, chosen evenly by the way that the samples go"
        return {**self.subset.facts, "rule": rule}


def choose_samples(labels: np.ndarray) -> Subset:
    """The samples whose way is followed: stratified, rare classes whole."""
    return choose(labels, size=SAMPLES)


def choose_landmarks(subset: Subset, paths: dict[int, np.ndarray]) -> Landmarks:
    """Choose epochs and collect what is distinct.

    The first and the last epoch are always chosen, those between evenly by the way that the samples go on average: many
    where the embedding changes fast, few where it rests.

    Args:
        subset: the samples.
        paths: epoch -> (len(subset.rows), d) float32, epochs ascending.
    """
    epochs = list(paths)
    steps = [_way(paths[before], paths[after]) for before, after in pairwise(epochs)]
    gone = np.concatenate([[0.0], np.cumsum(steps)])
    marks = np.linspace(0, gone[-1], min(EPOCHS, len(epochs)))
    places = sorted({int(np.abs(gone - mark).argmin()) for mark in marks} | {0, len(epochs) - 1})
    chosen = [epochs[place] for place in places] if len(epochs) > EPOCHS else epochs
    pooled = np.concatenate([paths[epoch] for epoch in chosen])
    points, first = np.unique(pooled, axis=0, return_index=True)
    seen = np.repeat(np.array(chosen, np.int64), len(subset.rows))[first]
    order = np.argsort(first)
    return Landmarks(points[order], seen[order], subset, chosen)


def _way(before: np.ndarray, after: np.ndarray) -> float:
    return float(np.linalg.norm(after.astype(np.float64) - before, axis=1).mean())
