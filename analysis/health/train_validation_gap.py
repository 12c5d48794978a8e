"""Is the model much better on what it was trained on, and ever more so?"""

from __future__ import annotations

import sys
from typing import Any

import pandas as pd

from analysis.health.contract import Epoch
from analysis.health.verdict import estimate, flagged, not_applicable, one_to_many
from analysis.metrics import Estimate
from analysis.metrics.differences import independent_difference
from analysis.store.findings import DIFFERENCE, Finding
from analysis.store.reader import Run

SMALL = 0.20  # balanced accuracy
# Measured on HAM10000, runs that generalise (validation no worse than at its best, within its interval): 0.14
# [0.08, 0.19] after ten epochs with class weights, 0.18 [0.13, 0.24] after four without.
METRIC = "balanced_accuracy"

TITLE = "Train–validation gap"
CURVE = "balanced_accuracy_gap"
UNIT = DIFFERENCE
FOUND = (
    "Balanced accuracy on the training split minus that on the validation split, both recomputed from the checkpoint "
    f"on plain pictures. Flagged where its 95 % interval lies above {SMALL:.2f} and it is wider than at the first "
    "trained epoch."
)


def measure(epoch: Epoch) -> dict[str, Any]:
    """`balanced_accuracy_gap` with `_low` and `_high`, where both splits have one."""
    row = epoch.run.metrics[epoch.run.metrics["epoch"] == epoch.number]
    splits = [f"{split}_{METRIC}" for split in ("train", "validation")]
    if row.empty or any(name not in row or pd.isna(row[name].iloc[0]) for name in splits):
        return {}
    ends = ("", "_low", "_high")
    train, validation = (Estimate(*(row.get(f"{name}{end}", row[name]).iloc[0] for end in ends)) for name in splits)
    gap = independent_difference(train, validation)
    return {CURVE: gap.value, f"{CURVE}_low": gap.low, f"{CURVE}_high": gap.high}


def judge(run: Run, table: pd.DataFrame) -> Finding:
    """Whether the gap is large and grows."""
    check = sys.modules[__name__]
    trained = table[(table["epoch"] > 0) & table[CURVE].notna()] if CURVE in table else table[:0]
    if trained.empty:
        return not_applicable(check, "Not applicable: no trained epoch with a training and a validation split.")
    bad = (trained[f"{CURVE}_low"] > SMALL) & (trained[CURVE] > trained[CURVE].iloc[0])
    row = trained[bad].iloc[-1] if bad.any() else trained.iloc[-1]
    numbers = estimate(row[CURVE], row[f"{CURVE}_low"], row[f"{CURVE}_high"])
    best = run.metrics.loc[run.metrics[f"validation_{METRIC}"].idxmax()]
    epochs = one_to_many([int(epoch) for epoch in trained["epoch"][bad]]) if bad.any() else ""
    first = f"{trained[CURVE].iloc[0]:.2f} at epoch {int(trained['epoch'].iloc[0])}"
    return flagged(
        check, trained, bad,
        fine=f"Balanced accuracy on the training split minus that on the validation split is {numbers} at epoch "
        f"{int(row['epoch'])}.",
        words=f"The model learns its training pictures by heart at {epochs}: balanced accuracy on them is {numbers} "
        f"above the validation split at epoch {int(row['epoch'])}, after {first}. Validation was best at epoch "
        f"{int(best['epoch'])} ({best[f'validation_{METRIC}']:.3f}).",
        advice="Stronger augmentation, dropout or weight decay, or the epoch at which validation was best.",
    )  # fmt: skip
