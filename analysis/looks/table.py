"""Looks of the whole set, epoch by epoch, beside the baselines and the labels, each with its interval."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.metrics.group_means import group_means
from analysis.store.looks import BASELINES, LABEL

LINES = ("by_label", "beyond_label", "change")
COLUMNS = (
    "epoch",
    "measure",
    "among",
    "mean",
    "low",
    "high",
    *(f"{name}{end}" for name in (*BASELINES, *LINES, "label_agreement") for end in ("", "_low", "_high")),
)


def by_label(agreement: np.ndarray, same: np.ndarray, other: np.ndarray) -> np.ndarray:
    """What neighbors would look like if each were any picture of its kind, of the sample's label or of another.

    Args:
        agreement: (e, n) share of the neighbors that have the sample's label.
        same, other: (n,) mean similarity to pictures of the same and of other labels, drawn by lot.

    Returns:
        (e, n); NaN where a mean that is needed is not known.
    """
    expected = np.where(agreement > 0, agreement * same, 0) + np.where(agreement < 1, (1 - agreement) * other, 0)
    return np.where(np.isnan(agreement), np.nan, expected)


def rows_of(
    measure: str,
    among: str,
    values: np.ndarray,
    agreement: np.ndarray,
    *,
    epochs: list[int],
    baselines: dict[str, np.ndarray],
    codes: np.ndarray,
) -> pd.DataFrame:
    """One row per epoch for one measure among one population.

    `beyond_label` is the mean less `by_label`: what neighbors have in common in looks beyond what their labels
    explain. `change` is the mean less that of the first epoch. Both are paired, on the same resamples.

    Args:
        values: (e, n) similarity to the neighbors.
        agreement: (e, n) share of the neighbors with the sample's label.
        epochs: (e,) ascending.
        baselines: `BASELINES` -> (n,).
        codes: (n,) groups, which are resampled whole.
    """
    e = len(epochs)
    lines = by_label(agreement, baselines["same_label"], baselines["other_label"])
    lines = np.full_like(values, np.nan) if measure == LABEL else lines
    columns = [*values, *agreement, *lines, *(baselines[name] for name in BASELINES)]
    means = group_means(np.stack(columns, axis=1), codes)
    own, labels, expected = (means[slice(place * e, (place + 1) * e)] for place in range(3))
    figures = {
        "mean": own,
        "label_agreement": labels,
        "by_label": expected,
        "beyond_label": own.minus(expected),
        "change": own.minus(own[[0] * e]),
    }
    figures |= {name: means[[3 * e + place] * e] for place, name in enumerate(BASELINES)}
    table = pd.DataFrame({"epoch": epochs, "measure": measure, "among": among})
    for name, figure in figures.items():
        found = figure.figure()
        ends = ("low", "high") if name == "mean" else (f"{name}_low", f"{name}_high")
        table[name], table[ends[0]], table[ends[1]] = found.value, found.low, found.high
    return table[list(COLUMNS)]
