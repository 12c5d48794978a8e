"""How much of the embedding says the same of every picture?"""

from __future__ import annotations

import sys
from typing import Any

import numpy as np
import pandas as pd

from analysis.health.contract import Epoch
from analysis.health.verdict import flagged, one_to_many, percent
from analysis.store.findings import SHARE, Finding
from analysis.store.reader import Run

STILL = 1e-6  # of the embedding's largest absolute value: ten steps of float32 are no information
DEAD = 0.10  # share of features; healthy runs of ours have 0 to 0.03 (untrained small_cnn: 2 of 64)

TITLE = "Dead features"
CURVE = "dead_features"
UNIT = SHARE
FOUND = (
    "A feature of the embedding is dead where all pictures of the run give it one value (within float32). "
    f"Flagged from epoch 1 on above {percent(DEAD)} of the features."
)


def measure(epoch: Epoch) -> dict[str, Any]:
    """`dead_features`: share of features, 0..1."""
    values = epoch.embeddings
    largest = max(abs(float(values.max())), abs(float(values.min())))
    return {CURVE: float((np.ptp(values, axis=0) <= STILL * largest).mean())}


def judge(run: Run, table: pd.DataFrame) -> Finding:
    """Whether too many features are dead."""
    bad = (table["epoch"] > 0) & (table[CURVE] > DEAD)
    share = float(table[CURVE][bad].iloc[-1] if bad.any() else table[CURVE].iloc[-1])
    epochs = one_to_many([int(epoch) for epoch in table["epoch"][bad]]) if bad.any() else ""
    return flagged(
        sys.modules[__name__], table, bad,
        fine=f"{percent(share)} of the embedding's features are the same for every picture at the last epoch.",
        words=f"{percent(share)} of the embedding's features are the same for every picture at {epochs}: they "
        "carry nothing to the head, and their ReLU passes no gradient back, so they seldom come alive again.",
        advice="A smaller learning rate, a warm-up or gradient clipping keeps units alive; if most are dead, start "
        "again from the last epoch before.",
    )  # fmt: skip
