"""Which samples at which epochs a layout of all epochs is made from."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from analysis.projections.quality.subset import Subset, choose

SAMPLES = 2000  # at most; half of them shared evenly among the classes, so a rare class is whole
DRAW = 1  # the order that samples are chosen in
EPOCHS = 12  # at most: with all samples 24,000 landmarks


@dataclass(frozen=True)
class Landmarks:
    """Chosen samples at chosen epochs; none twice.

    Attributes:
        points: (m, d) float32, distinct rows.
        epochs: (m,) int64, an epoch at which the point was seen.
        subset: the samples; its rule names the epochs too.
        chosen: the epochs, ascending.
    """

    points: np.ndarray
    epochs: np.ndarray
    subset: Subset
    chosen: list[int]


def choose_samples(labels: np.ndarray) -> Subset:
    """The samples whose way is followed: stratified, rare classes whole.

    Drawn by another chance than the samples on which quality is measured, so that the figures are not of landmarks.
    """
    order = np.random.default_rng(DRAW).permutation(len(labels))
    chosen = choose(labels[order], size=SAMPLES)
    return Subset(np.sort(order[chosen.rows]), chosen.rule)


def choose_landmarks(subset: Subset, paths: dict[int, np.ndarray]) -> Landmarks:
    """Choose epochs and collect what is distinct.

    The first and the last epoch are always chosen, those between evenly by the way that the samples go on average: many
    where the embedding changes fast, few where it rests.

    Args:
        subset: the samples.
        paths: epoch -> (len(subset.rows), d) float32, epochs ascending.
    """
    epochs = list(paths)
    chosen = epochs if len(epochs) <= EPOCHS else _spread(paths)
    told = ", ".join(map(str, chosen))
    rule = "all epochs" if chosen == epochs else f"epochs {told}, spread evenly along the samples' mean way"
    pooled = np.concatenate([paths[epoch] for epoch in chosen])
    _, first = np.unique(pooled, axis=0, return_index=True)
    first.sort()
    seen = np.repeat(np.array(chosen, np.int64), len(subset.rows))[first]
    return Landmarks(pooled[first], seen, Subset(subset.rows, f"{subset.rule}; at {rule}"), chosen)


def _spread(paths: dict[int, np.ndarray]) -> list[int]:
    epochs = list(paths)
    gone = np.cumsum([0.0] + [_way(paths[before], paths[after]) for before, after in pairwise(epochs)])
    marks = np.linspace(0, gone[-1], EPOCHS)
    places = {int(np.abs(gone - mark).argmin()) for mark in marks} | {0, len(epochs) - 1}
    return [epochs[place] for place in sorted(places)]


def _way(before: np.ndarray, after: np.ndarray) -> float:
    return float(np.linalg.norm(after.astype(np.float64) - before, axis=1).mean())
