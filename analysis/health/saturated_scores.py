"""Is the model certain, and wrong all the same?"""

from __future__ import annotations

import sys
from typing import Any

import numpy as np
import pandas as pd

from analysis.health.contract import Epoch
from analysis.health.verdict import flagged, not_applicable, one_to_many, percent
from analysis.metrics.intervals import wilson
from analysis.store.findings import SHARE, Finding
from analysis.store.reader import Run

CERTAIN = 0.999  # score; of pictures scored above it at most one in a thousand should be wrong
WRONG = 0.01  # share of them; ten times what such a score promises
MANY = 0.05  # share of held-out pictures; fewer certain errors are no trait of the model

TITLE = "Saturated scores"
CURVE = "saturated"
UNIT = SHARE
FOUND = (
    f"Share of held-out pictures whose best score is above {CERTAIN:g}, and how many of those are wrong. Flagged from "
    f"epoch 1 on where they are more than {percent(MANY)} and the 95 % interval (Wilson) of their errors lies above "
    f"{percent(WRONG)}."
)


def measure(epoch: Epoch) -> dict[str, Any]:
    """`saturated`: share of held-out pictures; `saturated_wrong`: share of errors among them, with its interval."""
    run = epoch.run
    rows = np.flatnonzero((run.samples["split"] != "train").to_numpy() & (run.labels >= 0))
    if not len(rows):
        return {}
    scores = epoch.scores[rows]
    certain = scores.max(axis=1) > CERTAIN
    errors = int((scores.argmax(axis=1) != run.labels[rows])[certain].sum())
    low, high = wilson(errors, int(certain.sum()))
    wrong = errors / certain.sum() if certain.any() else float("nan")
    figures = {"saturated": certain.mean(), "saturated_wrong": wrong}
    figures |= {"saturated_wrong_low": low, "saturated_wrong_high": high}
    return {name: float(value) for name, value in figures.items()}


def judge(run: Run, table: pd.DataFrame) -> Finding:
    """Whether certain scores are wrong more often than they may be."""
    check = sys.modules[__name__]
    if CURVE not in table or not table[CURVE].notna().any():
        return not_applicable(check, "Not applicable: every picture of this run was trained on.")
    bad = (table["epoch"] > 0) & (table[CURVE] > MANY) & (table["saturated_wrong_low"] > WRONG)
    row = table[bad].iloc[-1] if bad.any() else table.iloc[-1]
    share = f"{percent(row[CURVE])} of held-out pictures have a score above {CERTAIN:g} at epoch {int(row['epoch'])}"
    wrong = row["saturated_wrong"]
    interval = f"[{percent(row['saturated_wrong_low'])}, {percent(row['saturated_wrong_high'])}]"
    errors = f"{percent(wrong)} {interval} of them are wrong" if np.isfinite(wrong) else "there is none to be wrong"
    epochs = one_to_many([int(epoch) for epoch in table["epoch"][bad]]) if bad.any() else ""
    return flagged(
        check, table, bad, fine=f"{share}; {errors}.",
        words=f"The model is certain and wrong at {epochs}. {share}, and {errors}: such a score promises at most "
        "0.1 %. Scores cannot be read as probabilities, and a threshold on them does not sort out what is doubtful.",
        advice="Train with --loss focal or label smoothing, or for fewer epochs; do not take the scores at their word.",
    )  # fmt: skip
