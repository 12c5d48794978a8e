"""What labels, scores and groups must be before a metric may be taken from them."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.contract import StoreError


def class_indices(values: np.ndarray, n_classes: int, what: str) -> np.ndarray:
    """Labels or predictions as class indices.

    Args:
        values: (n,) int.
        n_classes: number of classes c.
        what: the word for the error, "labels" or "predictions".

    Returns:
        (n,) int64 in 0..c-1.

    Raises:
        StoreError: a value is no class index.
    """
    indices = np.asarray(values)
    if indices.ndim != 1 or (indices.size and not np.issubdtype(indices.dtype, np.integer)):
        raise StoreError(
            f"The {what} must be one class index a sample. Found {indices.dtype} of shape {indices.shape}."
        )
    outside = indices[(indices < 0) | (indices >= n_classes)]
    if outside.size:
        raise StoreError(
            f"The {what} must be class indices 0 to {n_classes - 1}. Found {outside.size} others, "
            f"such as {outside[0]}. Leave out samples whose label the model does not know."
        )
    return indices.astype(np.int64)


def labels_and_scores(labels: np.ndarray, scores: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Labels and scores that belong together: (n,) int64 and (n, c) float64.

    Raises:
        StoreError: they do not.
    """
    wide = np.asarray(scores, dtype=np.float64)
    if wide.ndim != 2 or wide.shape[1] < 2 or wide.shape[0] != len(labels):
        raise StoreError(
            f"Scores must have one row a sample and one column a class, for {len(labels)} labels. Found {wide.shape}."
        )
    return class_indices(labels, wide.shape[1], "labels"), wide


def group_codes(groups: np.ndarray | None, n_samples: int) -> np.ndarray:
    """Whole numbers for groups of samples; a sample without a group is a group of its own.

    Args:
        groups: (n,) group of each sample, "" or missing where it has none; None: no sample has one.
        n_samples: n.

    Returns:
        (n,) int64, 0..(number of groups - 1).

    Raises:
        StoreError: not one group a sample.
    """
    if groups is None:
        return np.arange(n_samples)
    if len(groups) != n_samples:
        raise StoreError(f"Groups must be one a sample: {n_samples} samples, found {len(groups)} groups.")
    named = pd.Series(np.asarray(groups, dtype=object)).replace("", None)
    codes, names = pd.factorize(named)
    alone = codes < 0
    codes[alone] = len(names) + np.arange(alone.sum())
    return codes.astype(np.int64)
