"""Were epochs left out because their numbers are none?"""

from __future__ import annotations

import sys
from typing import Any

import pandas as pd

from analysis.health.contract import Epoch
from analysis.health.verdict import name_of
from analysis.store.findings import FINE, WARNING, Finding
from analysis.store.reader import Run

TITLE = "Finite numbers"
CURVE = ""
UNIT = ""
FOUND = "Every score and embedding of every sample is looked at; an epoch with a NaN or infinite one is left out."


def measure(epoch: Epoch) -> dict[str, Any]:
    """Nothing: an epoch that is complete has finite numbers."""
    return {}


def judge(run: Run, table: pd.DataFrame) -> Finding:
    """Which epochs were left out, and why."""
    check = sys.modules[__name__]
    bad = {int(epoch): str(reason) for epoch, reason in (run.manifest.get("bad_epochs") or {}).items()}
    if not bad:
        words = "Every score and embedding is a finite number."
        return Finding(name_of(check), TITLE, FINE, words, found=FOUND)
    words = " ".join(f"Epoch {epoch} left out: {bad[epoch]}." for epoch in sorted(bad))
    return Finding(
        name_of(check), TITLE, WARNING, f"{words} The loss was diverging there.", found=FOUND,
        advice="Lower --learning-rate or clip gradients, and train again from the last epoch before.",
        epochs=sorted(bad),
    )  # fmt: skip
