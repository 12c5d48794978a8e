"""Nuisances of the whole set, epoch by epoch, beside what no grouping and what labels alone would give."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.metrics.group_means import Means, group_means
from analysis.nuisances.grip import grip

AGREEMENT, RANDOM, BY_LABEL = "agreement", "random", "by_label"
FIGURES = ("mean", RANDOM, BY_LABEL, "strength", "beyond_label")
STRENGTHS = {RANDOM: "strength", BY_LABEL: "beyond_label"}  # line -> the column of how far agreement is above it
Values = dict[str, tuple[np.ndarray, np.ndarray]]
COLUMNS = (
    "epoch",
    "column",
    "among",
    "known",
    *(f"{name}{end}" for name in FIGURES for end in ("", "_low", "_high")),
)
COLUMNS = tuple({"mean_low": "low", "mean_high": "high"}.get(name, name) for name in COLUMNS)


def rows_of(column: str, among: str, values: Values, epochs: list[int], codes: np.ndarray) -> pd.DataFrame:
    """One row per epoch for one nuisance among one population.

    `strength` is (agreement - random) / (1 - random), `beyond_label` the same above `by_label`: 0 is no grouping, or
    none beyond what grouping by label explains; 1 is perfect agreement.

    Args:
        values: "agreement", "random", "by_label" -> (e, n), NaN where unknown, and what each sample gives to the means
            of others, (e, n, 2).
        epochs: (e,) ascending.
        codes: (n,) groups, which are resampled whole.

    Returns:
        A table of `COLUMNS`.
    """
    e = len(epochs)
    own = values[AGREEMENT][0]
    parts = [np.where(np.isnan(own), np.nan, values[name][0]) for name in (AGREEMENT, *STRENGTHS)]
    given = np.concatenate([values[name][1] for name in (AGREEMENT, *STRENGTHS)])
    means = group_means(np.concatenate(parts).T, codes, given.transpose(1, 0, 2))
    measured, random, labels = (means[slice(place * e, (place + 1) * e)] for place in range(3))
    figures: dict[str, Means] = dict(
        zip(FIGURES, (measured, random, labels, measured.beyond(random), measured.beyond(labels)), strict=True)
    )
    known = np.isfinite(own).sum(axis=1)
    table = pd.DataFrame({"epoch": epochs, "column": column, "among": among, "known": known})
    for name, means_of in figures.items():
        found = means_of.figure()
        ends = ("low", "high") if name == "mean" else (f"{name}_low", f"{name}_high")
        table[name], table[ends[0]], table[ends[1]] = found.value, found.low, found.high
    return table[list(COLUMNS)]


def verdicts_of(table: pd.DataFrame) -> pd.DataFrame:
    """When each nuisance takes hold and lets go, above either line.

    Args:
        table: of `COLUMNS`, any columns and populations.

    Returns:
        A row per column, among and `line` ("random", "by_label"): `takes_hold` and `lets_go` (Int64, missing where
        there is none), `words`.
    """
    rows = []
    for (column, among), part in table.groupby(["column", "among"], sort=False):
        ordered = part.sort_values("epoch")
        for line, strength in STRENGTHS.items():
            found = grip(
                ordered["epoch"].tolist(), *(ordered[name].to_numpy() for name in (strength, f"{strength}_low"))
            )
            rows.append((column, among, line, found.takes_hold, found.lets_go, found.words))
    frame = pd.DataFrame(rows, columns=["column", "among", "line", "takes_hold", "lets_go", "words"])
    return frame.astype({"takes_hold": "Int64", "lets_go": "Int64"})
