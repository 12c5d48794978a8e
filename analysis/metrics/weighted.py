"""Every figure as a function of sample weights, many sets of weights at once: what a bootstrap needs."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

CALIBRATION_BINS = 15  # Guo et al. 2017, arXiv:1706.04599
METRICS = ("accuracy", "balanced_accuracy", "macro_auroc", "log_loss", "expected_calibration_error")
TWO_CLASS_METRICS = ("auroc", "average_precision")
BIASED_UPWARDS = ("expected_calibration_error",)

Metric = Callable[[np.ndarray], np.ndarray]


def prepare(labels: np.ndarray, scores: np.ndarray, resolution: float) -> dict[str, Metric]:
    """The figures of fixed labels and scores, each waiting for weights; sorting is done here, once.

    Args:
        labels: (n,) int class index.
        scores: (n, c) float64.
        resolution: log loss clips scores to [resolution, 1 - resolution].

    Returns:
        Name -> function of weights (n, r) float64 (counts of each sample in r resamples) giving (r,) float64, NaN
        where a resample leaves the figure undefined.
    """
    correct = (scores.argmax(axis=1) == labels).astype(np.float64)
    losses = -np.log(np.clip(scores[np.arange(len(labels)), labels], resolution, 1 - resolution))
    areas = [auroc(labels == index, scores[:, index]) for index in range(scores.shape[1])]
    figures = {
        "accuracy": mean_of(correct),
        "balanced_accuracy": balanced_accuracy(labels, correct, scores.shape[1]),
        "macro_auroc": lambda weights: _mean_of_defined(np.stack([area(weights) for area in areas])),
        "log_loss": mean_of(losses),
        "expected_calibration_error": calibration_error(scores.max(axis=1), correct),
    }
    if scores.shape[1] == 2:
        figures |= {"auroc": areas[1], "average_precision": average_precision(labels == 1, scores[:, 1])}
    return figures


def mean_of(values: np.ndarray) -> Metric:
    """The weighted mean of one value a sample."""
    return lambda weights: values @ weights / weights.sum(axis=0)


def balanced_accuracy(labels: np.ndarray, correct: np.ndarray, n_classes: int) -> Metric:
    """The mean sensitivity of the classes that are present."""
    members = (labels == np.arange(n_classes)[:, None]).astype(np.float64)

    def metric(weights: np.ndarray) -> np.ndarray:
        return _mean_of_defined(_ratio((members * correct) @ weights, members @ weights))

    return metric


def calibration_error(confidences: np.ndarray, correct: np.ndarray) -> Metric:
    """The mean distance between confidence and accuracy over equal bins of confidence, open below: (0, 1/15], …"""
    bins = np.clip(np.ceil(confidences * CALIBRATION_BINS) - 1, 0, CALIBRATION_BINS - 1)
    gaps = (bins == np.arange(CALIBRATION_BINS)[:, None]) * (confidences - correct)
    return lambda weights: np.abs(gaps @ weights).sum(axis=0) / weights.sum(axis=0)


def auroc(positive: np.ndarray, score: np.ndarray) -> Metric:
    """The share of positive-negative pairs in the right order, ties counting half."""
    above, below = np.flatnonzero(positive), np.flatnonzero(~positive)
    below = below[np.argsort(score[below], kind="stable")]
    left = np.searchsorted(score[below], score[above], "left")
    right = np.searchsorted(score[below], score[above], "right")

    def metric(weights: np.ndarray) -> np.ndarray:
        passed = np.zeros((len(below) + 1, weights.shape[1]))
        np.cumsum(weights[below], axis=0, out=passed[1:])
        own = weights[above]
        ordered = np.einsum("pr,pr->r", own, passed[left])
        if (left != right).any():
            ordered = (ordered + np.einsum("pr,pr->r", own, passed[right])) / 2
        return _ratio(ordered, own.sum(axis=0) * passed[-1])

    return metric


def average_precision(positive: np.ndarray, score: np.ndarray) -> Metric:
    """Precision averaged over the steps of recall, without interpolation."""
    order = np.argsort(-score, kind="stable")
    ends = np.append(np.flatnonzero(np.diff(score[order])), len(score) - 1)
    hit = positive[order][:, None]

    def metric(weights: np.ndarray) -> np.ndarray:
        sorted_weights = weights[order]
        hits = np.cumsum(sorted_weights * hit, axis=0)[ends]
        precision = _ratio(hits, np.cumsum(sorted_weights, axis=0)[ends])
        steps = np.diff(hits, axis=0, prepend=0.0)
        return _ratio(np.nansum(steps * precision, axis=0), hits[-1])

    return metric


def _ratio(above: np.ndarray, below: np.ndarray) -> np.ndarray:
    """above / below, NaN where below is 0."""
    return np.divide(above, below, out=np.full(np.broadcast_shapes(above.shape, below.shape), np.nan), where=below > 0)


def _mean_of_defined(values: np.ndarray) -> np.ndarray:
    """The mean over axis 0 of what is not NaN; NaN where nothing is left."""
    defined = ~np.isnan(values)
    return _ratio(np.where(defined, values, 0.0).sum(axis=0), defined.sum(axis=0).astype(np.float64))
