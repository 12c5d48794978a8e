"""Do weights or embeddings grow without bound?"""

from __future__ import annotations

import sys
from typing import Any

import numpy as np
import pandas as pd

from analysis.health.contract import Epoch
from analysis.health.verdict import flagged, one_to_many
from analysis.store.findings import Finding
from analysis.store.reader import Run

EXPLODES = 10.0  # times the median of the trained epochs before; in six runs of ours no epoch is above 1.3 times

TITLE = "Norms"
CURVE = "embedding_norm"
UNIT = ""
FOUND = (
    "Euclidean norm of all weights that training changes, and mean norm of the embeddings. Flagged where either is not "
    f"finite or more than {EXPLODES:g} times its median over the trained epochs before."
)


def measure(epoch: Epoch) -> dict[str, Any]:
    """`embedding_norm` (mean over samples) and, where a model is at hand, `weight_norm`."""
    norms = np.linalg.norm(epoch.embeddings.astype(np.float64), axis=1)
    weights = {} if epoch.weights is None else {"weight_norm": epoch.weights}
    return {CURVE: float(norms.mean()), **weights}


def judge(run: Run, table: pd.DataFrame) -> Finding:
    """Whether a norm explodes."""
    names = {"weight_norm": "weights", CURVE: "embeddings"}
    measured = {name: words for name, words in names.items() if name in table and table[name].notna().any()}
    bad = pd.Series(False, index=table.index)
    said = []
    for name, words in measured.items():
        here = _exploding(table["epoch"], table[name])
        bad |= here
        if here.any():
            epochs = [int(epoch) for epoch in table["epoch"][here]]
            before = table[name][(table["epoch"] > 0) & (table["epoch"] < epochs[0])].median()
            said.append(f"the norm of the {words} is {table[name][here].iloc[-1]:.3g} after {before:.3g}, at "
                        f"{one_to_many(epochs)}")  # fmt: skip
    fine = " and ".join(f"{table[name].iloc[-1]:.3g} ({words})" for name, words in measured.items())
    return flagged(
        sys.modules[__name__], table, bad, fine=f"Norms at the last epoch: {fine}; none explodes.",
        words=f"Training diverges: {'; '.join(said)}. What follows is likely to become NaN.",
        advice="Lower --learning-rate or clip gradients, and go on from the last epoch before.",
    )  # fmt: skip


def _exploding(epochs: pd.Series, values: pd.Series) -> pd.Series:
    """Which epochs are beyond bounds: (rows,) bool. What is not finite is."""
    trained = epochs > 0
    before = values.where(trained & np.isfinite(values)).expanding().median().shift()
    return trained & (~np.isfinite(values) | (values > EXPLODES * before))
