"""ROC and precision-recall curves of one class against the rest, with their areas."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from analysis.metrics.intervals import auroc_interval, logit_interval
from analysis.metrics.validity import group_codes, labels_and_scores

NO_POINTS = np.empty(0)


@dataclass(frozen=True)
class Curve:
    """One curve, ready to draw.

    Attributes:
        x: (points,) float64: false positive rate (ROC) or recall (PR). Empty where there is no curve.
        y: (points,) float64: true positive rate (ROC) or precision (PR).
        thresholds: (points,) float64: a sample is called positive from this score on; infinity where none is.
        area: AUROC or average precision; None where there is no curve.
        area_low: lower end of the area's 95 % interval; None where it is undefined.
        area_high: upper end.
        prevalence: share of positives: the precision of guessing. None without samples.
        reason: why there is no curve, in words for the screen; "" where there is one.
    """

    x: np.ndarray
    y: np.ndarray
    thresholds: np.ndarray
    area: float | None
    area_low: float | None
    area_high: float | None
    prevalence: float | None
    reason: str = ""


def roc_curve(labels: np.ndarray, scores: np.ndarray, class_index: int, *, groups: np.ndarray | None = None) -> Curve:
    """The ROC curve of one class against the rest.

    Args:
        labels: (n,) int class index.
        scores: (n, c) float, rows sum to 1.
        class_index: the positive class.
        groups: (n,) group of each sample (lesion, patient; "" for none), so that the interval counts similar
            pictures of one lesion for what they are; None: all samples are independent.

    Returns:
        x = false positive rate, y = true positive rate (sensitivity), from (0, 0) to (1, 1), points inside straight
        pieces left out; area = AUROC with its DeLong interval.

    Source: DeLong et al. 1988; see `auroc_interval`.
    """
    labels, scores = labels_and_scores(labels, scores)
    positive, score = labels == class_index, scores[:, class_index]
    reason = _why_no_curve(positive, scores)
    if reason:
        return _no_curve(positive, reason)
    hits, alarms, thresholds = _counts_by_threshold(positive, score)
    bends = np.ones(len(hits), dtype=bool)
    bends[2:-1] = ((np.diff(hits, 2) != 0) | (np.diff(alarms, 2) != 0))[1:]
    area, low, high = _auroc(positive, score, group_codes(groups, len(labels)))
    return Curve(
        x=alarms[bends] / alarms[-1],
        y=hits[bends] / hits[-1],
        thresholds=thresholds[bends],
        area=area,
        area_low=low,
        area_high=high,
        prevalence=float(positive.mean()),
    )


def pr_curve(labels: np.ndarray, scores: np.ndarray, class_index: int, *, groups: np.ndarray | None = None) -> Curve:
    """The precision-recall curve of one class against the rest.

    Args:
        labels: (n,) int class index.
        scores: (n, c) float, rows sum to 1.
        class_index: the positive class.
        groups: (n,) group of each sample; the interval then counts groups with a positive, not positives.

    Returns:
        x = recall, y = precision, from recall 0 on (precision 1 by definition); steps, so draw them as steps; area =
        average precision, without interpolation, and its log-odds interval (None at 0 and at 1).

    Source: Davis & Goadrich 2006 (no interpolation); Boyd et al. 2013, doi:10.1007/978-3-642-40994-3_29, eq. 8
        (interval).
    """
    labels, scores = labels_and_scores(labels, scores)
    positive = labels == class_index
    reason = _why_no_curve(positive, scores)
    if reason:
        return _no_curve(positive, reason)
    hits, alarms, thresholds = _counts_by_threshold(positive, scores[:, class_index])
    recall = hits / hits[-1]
    precision = np.append(1.0, hits[1:] / (hits[1:] + alarms[1:]))
    area = float(np.sum(np.diff(recall) * precision[1:]))
    low = high = None
    if 0 < area < 1:
        trials = len(np.unique(group_codes(groups, len(labels))[positive]))
        low, high = logit_interval(area, 1 / math.sqrt(trials * area * (1 - area)))
    return Curve(recall, precision, thresholds, area, low, high, float(positive.mean()))


def _why_no_curve(positive: np.ndarray, scores: np.ndarray) -> str:
    if not len(positive):
        return "No samples here."
    if not np.isfinite(scores).all():
        return "Scores that are no numbers: training diverged before this epoch."
    if positive.all():
        return "One class only: every sample here is of this class."
    if not positive.any():
        return "One class only: no sample here is of this class."
    return ""


def _no_curve(positive: np.ndarray, reason: str) -> Curve:
    prevalence = float(positive.mean()) if len(positive) else None
    return Curve(NO_POINTS, NO_POINTS, NO_POINTS, None, None, None, prevalence, reason)


def _counts_by_threshold(positive: np.ndarray, score: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """True and false positives at every distinct threshold, from "nothing is positive" on."""
    order = np.argsort(-score, kind="stable")
    ends = np.append(np.flatnonzero(np.diff(score[order])), len(score) - 1)
    hits = np.append(0, np.cumsum(positive[order])[ends])
    alarms = np.append(0, 1 + ends) - hits
    return hits, alarms, np.append(np.inf, score[order][ends])


def _auroc(positive: np.ndarray, score: np.ndarray, codes: np.ndarray) -> tuple[float, float, float]:
    placements = np.where(positive, _share_below(score, score[~positive]), 1 - _share_below(score, score[positive]))
    area = float(placements[positive].mean())
    per_group = np.stack([np.bincount(codes, positive), np.bincount(codes, positive * placements)], axis=1)
    rest = np.stack([np.bincount(codes, ~positive), np.bincount(codes, ~positive * placements)], axis=1)
    return area, *auroc_interval(per_group, rest, area)


def _share_below(score: np.ndarray, others: np.ndarray) -> np.ndarray:
    """For each score the share of `others` below it, ties counting half."""
    others = np.sort(others)
    return (np.searchsorted(others, score, "left") + np.searchsorted(others, score, "right")) / (2 * len(others))
