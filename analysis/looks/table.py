"""Looks of the whole set, epoch by epoch, beside the baselines and the labels, each with its interval."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.looks.received import received, row_means, same_label
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


class Both(NamedTuple):
    """One epoch: (n,) each.

    Attributes:
        own: mean over a sample's own neighbors, NaN where it has none.
        received: sum of its parts in the means of others (`analysis.looks.received`).
    """

    own: np.ndarray
    received: np.ndarray


class Drawn(NamedTuple):
    """The pairs of a baseline: (n, k) each.

    Attributes:
        partners: row numbers, -1 for none.
        values: similarity, NaN for none.
    """

    partners: np.ndarray
    values: np.ndarray


class Measured(NamedTuple):
    """One measure among one population, a list entry an epoch.

    Attributes:
        values: similarity to the neighbors.
        agreement: the same of labels.
        nearest: (n, k) row numbers of the neighbors, -1 for none.
        labels: (n,) class index, -1 for unknown.
    """

    values: list[Both]
    agreement: list[Both]
    nearest: list[np.ndarray]
    labels: np.ndarray


def rows_of(
    measure: str,
    among: str,
    measured: Measured,
    baselines: dict[str, Drawn],
    *,
    epochs: list[int],
    codes: np.ndarray,
) -> pd.DataFrame:
    """One row per epoch for one measure among one population.

    `beyond_label` is the mean less `by_label`, over the samples that have both: what neighbors have in common in looks
    beyond what their labels explain. `change` is the mean less that of the first epoch. Both are paired, on the same
    resamples. Intervals allow for both sides of the pairs.

    Args:
        baselines: `BASELINES` -> pairs drawn by lot, or near by pixels.
        epochs: (e,) ascending.
        codes: (n,) groups, which are resampled whole.
    """
    e = len(epochs)
    columns = []
    for sides, labels in (
        (measured.values, measured.labels if measure == LABEL else None),
        (measured.agreement, measured.labels),
    ):
        columns += [_own(both, near, labels) for both, near in zip(sides, measured.nearest, strict=True)]
    lines = [_line(both.own, baselines, known=measure != LABEL) for both in measured.agreement]
    columns += lines
    columns += [
        (np.where(np.isnan(line), np.nan, own), given)
        for (own, given), (line, _) in zip(columns[:e], lines, strict=True)
    ]
    columns += [
        (row_means(baselines[name].values), received(baselines[name].values, baselines[name].partners))
        for name in BASELINES
    ]
    values, given = (np.stack(part, axis=1) for part in zip(*columns, strict=True))
    means = group_means(values, codes, given)
    own, agreed, expected, beside = (means[slice(place * e, (place + 1) * e)] for place in range(4))
    figures = {
        "mean": own,
        "label_agreement": agreed,
        "by_label": expected,
        "beyond_label": beside.minus(expected),
        "change": own.minus(own[[0] * e]),
    }
    figures |= {name: means[[4 * e + place] * e] for place, name in enumerate(BASELINES)}
    table = pd.DataFrame({"epoch": epochs, "measure": measure, "among": among})
    for name, figure in figures.items():
        found = figure.figure()
        ends = ("low", "high") if name == "mean" else (f"{name}_low", f"{name}_high")
        table[name], table[ends[0]], table[ends[1]] = found.value, found.low, found.high
    return table[list(COLUMNS)]


def _own(both: Both, near: np.ndarray, labels: np.ndarray | None = None) -> tuple[np.ndarray, np.ndarray]:
    known = np.where(near >= 0, 1.0, np.nan) if labels is None else same_label(labels, near)
    return both.own, np.stack([both.received, received(known, near)[:, 1]], axis=1)


def _line(agreement: np.ndarray, baselines: dict[str, Drawn], *, known: bool) -> tuple[np.ndarray, np.ndarray]:
    """The line by label, and what each sample gives to it as one of the pictures drawn."""
    same, other = baselines["same_label"], baselines["other_label"]
    line = by_label(agreement[None], row_means(same.values), row_means(other.values))[0]
    line = line if known else np.full_like(line, np.nan)
    there = np.isfinite(line)
    shares = (np.where(there, np.nan_to_num(agreement), 0), np.where(there, 1 - np.nan_to_num(agreement), 0))
    parts = zip((same, other), shares, strict=True)
    first, second = (received(part.values, part.partners, share) for part, share in parts)
    return line, first + second
