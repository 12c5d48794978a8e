"""How an ensemble puts its members' scores together: mean, mean of ranks, or fitted weights."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from scipy.stats import rankdata

from analysis.contract import StoreError
from analysis.sets.members import Aligned
from analysis.sets.weights import PARTS, cross_fitted, fit_weights
from analysis.store.reader import RANKS

VALIDATION = "validation"


def mean(aligned: Aligned) -> tuple[np.ndarray, dict]:
    """The plain mean of scores: (n, c), and what the manifest says of it."""
    return aligned.scores.mean(axis=0), {"reads": "Mean of the members' scores."}


def rank_mean(aligned: Aligned) -> tuple[np.ndarray, dict]:
    """The mean over members of each class's rank among the samples of the same split, scaled to (0, 1).

    Ranks order samples and forget how sure a member was: ROC, precision-recall and AUROC hold, thresholds,
    log loss and calibration do not apply. A rank depends on the other samples of its split.
    """
    ranks = np.empty_like(aligned.scores)
    for split in np.unique(aligned.splits):
        rows = np.flatnonzero(aligned.splits == split)
        ranks[:, rows] = (rankdata(aligned.scores[:, rows], axis=1) - 0.5) / len(rows)
    reads = (
        "Mean over the members of each class's rank among the samples of the split. Ranks order samples and are no "
        "probabilities: thresholds, log loss and calibration do not apply."
    )
    return ranks.mean(axis=0), {"reads": reads, "scores_are": RANKS}


def weighted(aligned: Aligned) -> tuple[np.ndarray, dict]:
    """The convex combination with the lowest log loss on the validation split, which no test sample influences.

    Validation samples themselves are combined by weights fitted without their own fifth (whole groups), so that their
    figures are not those of a fit to themselves; every other split gets the weights of the whole validation split.

    Raises:
        StoreError: no validation samples, or scores that are ranks.
    """
    rows = np.flatnonzero(aligned.splits == VALIDATION)
    if not len(rows):
        raise StoreError("Weights are fitted on the validation split, and these runs have none. Use --rule mean.")
    labels, groups = aligned.labels[rows], aligned.samples["group"].to_numpy()[rows]
    held_out, by_part = cross_fitted(aligned.scores[:, rows], labels, groups)
    weights = fit_weights(aligned.scores[:, rows], labels)
    scores = np.tensordot(weights, aligned.scores, axes=1)
    scores[rows] = held_out
    reads = (
        f"Weighted mean, weights fitted for the lowest log loss on the {len(rows)} validation samples; those "
        f"themselves are combined by weights fitted without their own part, in {len(by_part)} parts of whole groups."
    )
    return scores, {"reads": reads, "weights": weights.tolist(), "weights_by_part": by_part.tolist(), "parts": PARTS}


RULES: dict[str, Callable[[Aligned], tuple[np.ndarray, dict]]] = {
    "mean": mean,
    "rank_mean": rank_mean,
    "weighted": weighted,
}
