"""What a set is worth beside each of its members, on the held-out samples they share."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from analysis.metrics import Estimate, difference, summary
from data.contract import UNSPLIT

COMPARED = ("balanced_accuracy", "macro_auroc", "log_loss")
HELD_OUT = ("validation", "test", UNSPLIT)  # a member's training samples say nothing about a set

Figures = dict[str, dict[str, list[float | None]]]


def compare(
    labels: np.ndarray, members: Sequence[np.ndarray], scores: np.ndarray, splits: np.ndarray, groups: np.ndarray
) -> list[dict]:
    """Each member's figures and what the set gains over it, split by split.

    Args:
        labels: (n,) class index.
        members: (m, n, c) scores.
        scores: (n, c) of the set.
        splits, groups: (n,) names.

    Returns:
        Per member `figures` and `gain`: split -> metric -> [value, low, high], null where undefined.
    """
    found = []
    for own in members:
        figures: Figures = {}
        gain: Figures = {}
        for split in (name for name in HELD_OUT if (splits == name).any()):
            rows = np.flatnonzero(splits == split)
            figures[split] = _listed(summary(labels[rows], own[rows], groups[rows]))
            gain[split] = _listed(difference(labels[rows], own[rows], scores[rows], groups[rows]))
        found.append({"figures": figures, "gain": gain})
    return found


def _listed(estimates: dict[str, Estimate]) -> dict[str, list[float | None]]:
    return {metric: list(estimates[metric]) for metric in COMPARED if metric in estimates}


def held_out_figures(labels: np.ndarray, scores: np.ndarray, groups: np.ndarray) -> dict[str, list[float | None]]:
    """The compared metrics of one fold's model on what it held out: metric -> [value, low, high]."""
    return _listed(summary(labels, scores, groups))
