"""Does accuracy recomputed from the checkpoints agree with what training logged?"""

from __future__ import annotations

import sys
from typing import Any

import pandas as pd

from analysis.health.contract import Epoch
from analysis.health.verdict import flagged, not_applicable, one_to_many
from analysis.store.findings import DIFFERENCE, Finding
from analysis.store.reader import Run

TOLERANCE = 0.02  # accuracy; the same pictures give the same figure, so this is far beyond rounding
RECOMPUTED = "validation_accuracy"

TITLE = "Logged accuracy"
CURVE = "logged_gap"
UNIT = DIFFERENCE
FOUND = (
    "Validation accuracy recomputed from each checkpoint minus the training log's own. "
    f"Flagged beyond {TOLERANCE:g} either way."
)
CAUSES = (
    "Preprocessing, class order or the validation split may differ from training, or training measured on augmented or "
    "cut-off batches: compare them with the list below, and override with --preprocess, --classes or the dataset's "
    "split."
)


def measure(epoch: Epoch) -> dict[str, Any]:
    """`recomputed_accuracy`, `logged_accuracy` and `logged_gap`, where both are known."""
    run, column = epoch.run, epoch.run.logged_accuracy
    logged = _at(run.history, epoch.number, column)
    recomputed = _at(run.metrics, epoch.number, RECOMPUTED)
    return {"recomputed_accuracy": recomputed, "logged_accuracy": logged, CURVE: recomputed - logged}


def judge(run: Run, table: pd.DataFrame) -> Finding:
    """Whether the two accounts agree at every epoch that has both."""
    check = sys.modules[__name__]
    known = table[CURVE].notna()
    if not known.any():
        return not_applicable(check, _missing(run))
    gaps = table[CURVE].abs()
    bad = gaps > TOLERANCE
    row = table.loc[gaps.idxmax()]
    numbers = f"{row['recomputed_accuracy']:.3f} recomputed, {row['logged_accuracy']:.3f} logged"
    most = f"{gaps.max():.3f} at epoch {int(row['epoch'])} ({numbers})"
    epochs = one_to_many([int(epoch) for epoch in table["epoch"][bad]]) if bad.any() else ""
    return flagged(
        check, table[known], bad[known],
        fine=f"Recomputed and logged validation accuracy agree within {TOLERANCE:g}; largest difference {most}.",
        words=f"Validation accuracy recomputed from the checkpoint is not what training logged at {epochs}: largest "
        f"difference {most}. The model may not be fed here as it was in training.",
        advice=CAUSES,
    )  # fmt: skip


def _at(table: pd.DataFrame, epoch: int, column: str | None) -> float:
    if column is None or column not in table:
        return float("nan")
    found = pd.to_numeric(table.loc[table["epoch"] == epoch, column], errors="coerce")
    return float(found.iloc[-1]) if len(found) else float("nan")


def _missing(run: Run) -> str:
    if run.logged_accuracy is None:
        return "Not applicable: the training log has no validation accuracy to compare with."
    if RECOMPUTED not in run.metrics:
        return "Not applicable: there is no validation split to recompute the logged accuracy on."
    return "Not applicable: no complete epoch has a logged validation accuracy."
