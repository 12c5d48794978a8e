"""Do the stored batch-norm statistics lag behind the weights?"""

from __future__ import annotations

import sys
from typing import Any

import pandas as pd

from analysis.health.contract import Epoch
from analysis.health.verdict import estimate, flagged, not_applicable, one_to_many
from analysis.store.findings import DIFFERENCE, Finding
from analysis.store.reader import Run

LAG = 0.10  # accuracy: one training picture in ten that was right in training is wrong in use
# Measured (docs/decisions.md): MobileNetV2 on HAM10000, four epochs of 109 steps: 0.49 [0.40, 0.59] with momentum
# 0.999, −0.03 [−0.07, 0.01] with 0.9; lower ends at the last epochs of four other runs that trained well: up to 0.05.
SLOW = 0.95  # momentum; above it a few hundred steps are too few: 0.999 to the power of 400 is still 0.67

TITLE = "Batch-norm statistics"
CURVE = "norm_balanced_accuracy_gap"
UNIT = DIFFERENCE
FOUND = (
    "Up to 512 training pictures, drawn once, are scored twice at every epoch: with the statistics of their own batch, "
    "as while training, and with the stored moving statistics, as in use; dropout is off in both. Flagged from epoch 1 "
    f"on where the 95 % interval of the difference in accuracy or balanced accuracy lies above {LAG:.2f}."
)


def measure(epoch: Epoch) -> dict[str, Any]:
    """The columns `norm_…` of `analysis.health.lag.Lag.measure`."""
    return dict(epoch.lag)


def judge(run: Run, table: pd.DataFrame) -> Finding:
    """Whether the model is worse in use than it was in training, for its statistics alone."""
    check = sys.modules[__name__]
    layers = table.get("norm_layers", pd.Series(dtype=float)).fillna(0)
    if "norm_accuracy_gap" not in table or not table["norm_accuracy_gap"].notna().any():
        frozen = "norm_layers" in table and table["norm_layers"].notna().any()
        why = "are frozen: training uses them as they are stored" if frozen else "do not exist in this model"
        return not_applicable(check, f"Not applicable: batch-norm layers {why}.")
    trained = (table["epoch"] > 0) & (layers > 0)
    low = table[["norm_accuracy_gap_low", "norm_balanced_accuracy_gap_low"]].max(axis=1)
    bad = trained & (low > LAG)
    shown = table[bad if bad.any() else trained]
    if shown.empty:
        return not_applicable(check, "Not applicable: no epoch after training began.")
    row = shown.iloc[-1]
    return flagged(
        check, table, bad, fine=f"{_numbers(row)}: the stored statistics have caught up.", words=_words(table, bad),
        advice=_advice(row), detail=_distance(row),
    )  # fmt: skip


def _numbers(row: pd.Series) -> str:
    return (
        f"At epoch {int(row['epoch'])}, {row['norm_accuracy_batch']:.3f} of {int(row['norm_pictures'])} training "
        "pictures are right with the statistics of their batch, as while training, and "
        f"{row['norm_accuracy_stored']:.3f} with the stored ones, as in use (balanced accuracy "
        f"{row['norm_balanced_accuracy_batch']:.3f} and {row['norm_balanced_accuracy_stored']:.3f}, difference "
        f"{estimate(row[CURVE], row[f'{CURVE}_low'], row[f'{CURVE}_high'])})"
    )


def _words(table: pd.DataFrame, bad: pd.Series) -> str:
    if not bad.any():
        return ""
    row = table[bad].iloc[-1]
    epochs = one_to_many([int(epoch) for epoch in table["epoch"][bad]])
    return (
        f"The stored statistics of batch normalisation lag behind the weights at {epochs}: the network has learned "
        f"more than its figures there show. {_numbers(row)}."
    )


def _distance(row: pd.Series) -> str:
    return (
        f"The two scores of a picture differ by {row['norm_distance']:.2f} on average (total variation distance, 0 to "
        f"1), by {row['norm_distance_by_chance']:.2f} where batches are only made up in another way."
    )


def _advice(row: pd.Series) -> str:
    momentum = row.get("norm_momentum", float("nan"))
    if momentum > SLOW:
        return (
            f"The layers' momentum is {momentum:g}: they follow over thousands of steps. Train again with "
            "--batch-norm-momentum 0.9, or for many more steps."
        )
    return (
        f"The layers' momentum is {momentum:g}, so the weights still change faster than a few steps can follow: train "
        "for more steps, or let the learning rate fall towards the end (--schedule cosine)."
    )
