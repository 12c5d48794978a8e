"""What one set of scores gains over another on the same samples, with an interval of the difference."""

from __future__ import annotations

import numpy as np

from analysis.metrics import weighted
from analysis.metrics.estimates import UNDEFINED, Estimate, percentile_interval, resample
from analysis.metrics.validity import group_codes, labels_and_scores


def difference(
    labels: np.ndarray,
    before: np.ndarray,
    after: np.ndarray,
    groups: np.ndarray | None = None,
    *,
    replicates: int = 1000,
    seed: int = 0,
) -> dict[str, Estimate]:
    """Each metric of `after` minus the same metric of `before`, bootstrapped in pairs over whole groups.

    Both sets are judged on the same resamples, so what they share (hard pictures) cancels: two intervals that overlap
    may well belong to a difference that is not zero.

    Args:
        labels: (n,) int class index.
        before, after: (n, c) float scores.
        groups: as in `summary`.

    Returns:
        The metrics of `summary`, as differences; positive means `after` is higher (for losses: worse).

    Source: Efron & Tibshirani 1993, ch. 13 (percentile bootstrap), on paired data.
    """
    resolution = float(np.finfo(np.float32).eps)
    pairs = [labels_and_scores(labels, scores) for scores in (before, after)]
    prepared = [weighted.prepare(known, scores, resolution) for known, scores in pairs]
    if not len(labels) or not all(np.isfinite(scores).all() for _, scores in pairs):
        return dict.fromkeys(prepared[0], UNDEFINED)
    codes = group_codes(groups, len(labels))
    drawn = [resample(metrics, codes, replicates, seed) for metrics in prepared]
    once = np.ones((len(labels), 1))
    found = {}
    for name in prepared[0]:
        value = float(prepared[1][name](once)[0] - prepared[0][name](once)[0])
        found[name] = percentile_interval(value, drawn[1][name] - drawn[0][name])
    return found
