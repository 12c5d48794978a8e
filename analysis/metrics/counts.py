"""Metrics of decisions: the confusion matrix and each class's sensitivity, specificity, precision and F1."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pandas as pd

from analysis.contract import StoreError
from analysis.metrics.intervals import f1_interval, wilson
from analysis.metrics.validity import class_indices


def predictions_at(scores: np.ndarray, threshold: float | None = None, positive: int = 1) -> np.ndarray:
    """The class each sample is given: the best score or, for two classes, a threshold on one class's score.

    Args:
        scores: (n, c) float, rows sum to 1.
        threshold: two classes only: `positive` is predicted where its score is at least this. None: the best score,
            the first class on a tie.
        positive: index of the class the threshold applies to.

    Returns:
        (n,) int64 class index.

    Raises:
        StoreError: scores that are no numbers, or a threshold with more than two classes.
    """
    scores = np.asarray(scores)
    broken = int((~np.isfinite(scores).all(axis=1)).sum())
    if broken:
        raise StoreError(
            f"{broken} of {len(scores)} samples have scores that are no numbers, so no class can be predicted: "
            "training diverged before this epoch. Choose an earlier epoch."
        )
    if threshold is None:
        return scores.argmax(axis=1)
    if scores.shape[1] != 2:
        raise StoreError(f"A threshold decides between two classes. Found {scores.shape[1]}: leave it out.")
    return np.where(scores[:, positive] >= threshold, positive, 1 - positive).astype(np.int64)


def confusion_matrix(labels: np.ndarray, predictions: np.ndarray, n_classes: int) -> np.ndarray:
    """How often each label was predicted as each class.

    Args:
        labels: (n,) int class index.
        predictions: (n,) int class index.
        n_classes: number of classes c.

    Returns:
        (c, c) int64 counts; row = label, column = prediction.
    """
    rows = class_indices(labels, n_classes, "labels")
    columns = class_indices(predictions, n_classes, "predictions")
    if len(rows) != len(columns):
        raise StoreError(f"Labels and predictions must belong together. Found {len(rows)} and {len(columns)}.")
    return np.bincount(rows * n_classes + columns, minlength=n_classes**2).reshape(n_classes, n_classes)


def class_table(labels: np.ndarray, predictions: np.ndarray, classes: Sequence[str]) -> pd.DataFrame:
    """Each class against all others.

    Args:
        labels: (n,) int class index.
        predictions: (n,) int class index.
        classes: c class names.

    Returns:
        One row per class, in order, indexed by its name ("class"): `support` (samples of the class), `predicted`
        (samples given the class), then `sensitivity`, `specificity`, `precision` and `f1`, each followed by the ends
        of its 95 % interval, `<name>_low` and `<name>_high`. NaN where a value is undefined: no sensitivity without
        support, no precision where nothing was predicted, no F1 where neither is there. Samples count as independent.

    Source: Wilson 1927 for proportions; Lam et al. 2023, arXiv:2309.14621 for F1.
    """
    matrix = confusion_matrix(labels, predictions, len(classes))
    rows = [_one_class(matrix, index) for index in range(len(classes))]
    return pd.DataFrame(rows, index=pd.Index(list(classes), name="class"))


def _one_class(matrix: np.ndarray, index: int) -> dict[str, float]:
    hit = int(matrix[index, index])
    support, predicted = int(matrix[index].sum()), int(matrix[:, index].sum())
    others = int(matrix.sum()) - support
    row: dict[str, float] = {"support": support, "predicted": predicted}
    row |= _proportion("sensitivity", hit, support)
    row |= _proportion("specificity", others - (predicted - hit), others)
    row |= _proportion("precision", hit, predicted)
    low, high = f1_interval(hit, support + predicted - 2 * hit)
    value = 2 * hit / (support + predicted) if support + predicted else math.nan
    return row | {"f1": value, "f1_low": low, "f1_high": high}


def _proportion(name: str, successes: int, trials: int) -> dict[str, float]:
    low, high = wilson(successes, trials)
    return {name: successes / trials if trials else math.nan, f"{name}_low": low, f"{name}_high": high}
