"""The form of a health check: a module that measures every epoch, and judges the run from what was measured."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import pandas as pd

from analysis.store.findings import Finding
from analysis.store.reader import Run


@dataclass(frozen=True)
class Epoch:
    """One complete epoch, as the checks see it.

    Attributes:
        run: the run, with its metrics and training log.
        number: the epoch.
        embeddings: (n, d) float32.
        scores: (n, c) float32.
        weights: Euclidean norm of all weights that training changes; None where no model is at hand.
        lag: what `analysis.health.lag.Lag.measure` found; empty where the model has no batch normalization.
    """

    run: Run
    number: int
    embeddings: np.ndarray
    scores: np.ndarray
    weights: float | None
    lag: dict[str, float]


class Check(Protocol):
    """A module of this package.

    Attributes:
        TITLE: a few words for a table.
        CURVE: the column of health.parquet that is drawn over epochs; "" for none.
        UNIT: of that column, as `analysis.store.findings.Finding` has it.
        FOUND: how it is found and from which value on it is flagged, one or two sentences.
    """

    TITLE: str
    CURVE: str
    UNIT: str
    FOUND: str

    def measure(self, epoch: Epoch) -> dict[str, Any]:
        """Columns of health.parquet for one epoch; NaN where a figure is undefined."""
        ...

    def judge(self, run: Run, table: pd.DataFrame) -> Finding:
        """What the measured epochs say.

        Args:
            run: the run.
            table: health.parquet, one row per complete epoch, ascending; at least one.
        """
        ...
