"""Accuracy recomputed from the checkpoints beside the accuracy that training logged: do they tell the same story?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from analysis.store.reader import Run

TOLERANCE = 0.02  # accuracy; beyond it the model was probably not fed as it was trained
LOGGED = ("val_accuracy", "val_categorical_accuracy", "val_binary_accuracy", "val_acc")  # Keras' names, old and new
RECOMPUTED = "validation_accuracy"

CAUSES = (
    "The pixels may be preprocessed in another way than in training, the classes may be in another order, the "
    "validation samples may not be the ones training used, or training measured on augmented or cut-off batches. "
    "Compare them with the list below; override with --preprocess, --classes or the dataset's split."
)


@dataclass(frozen=True)
class Check:
    """Two accounts of the same figure.

    Attributes:
        epochs: epochs that have both, ascending.
        recomputed: validation accuracy from the stored scores.
        logged: validation accuracy as training logged it.
        missing: why there is nothing to compare, in words; "" where there is.
    """

    epochs: list[int]
    recomputed: np.ndarray
    logged: np.ndarray
    missing: str = ""

    @property
    def worst(self) -> int:
        """Place of the epoch at which they differ most."""
        return int(np.abs(self.recomputed - self.logged).argmax())

    @property
    def agrees(self) -> bool:
        """Whether they differ by at most `TOLERANCE` at every epoch."""
        place = self.worst
        return bool(abs(self.recomputed[place] - self.logged[place]) <= TOLERANCE)


def logged_column(run: Run) -> str | None:
    """The history's column of validation accuracy, None when it was not logged."""
    return next((name for name in LOGGED if name in run.history), None)


def check(run: Run) -> Check:
    """Compare the two accounts at every epoch that has both."""
    column = logged_column(run)
    if column is None:
        return _nothing("The training log has no validation accuracy to compare with.")
    if run.metrics.empty:
        return _nothing("Accuracy is not recomputed yet, so there is nothing to compare the training log with.")
    if RECOMPUTED not in run.metrics:
        return _nothing("There is no validation split to recompute the logged accuracy on.")
    both = run.metrics[["epoch", RECOMPUTED]].merge(run.history[["epoch", column]], on="epoch").dropna()
    both = both.sort_values("epoch")
    if both.empty:
        return _nothing("No complete epoch has a logged validation accuracy.")
    epochs = [int(epoch) for epoch in both["epoch"]]
    return Check(epochs, both[RECOMPUTED].to_numpy(float), both[column].to_numpy(float))


def _nothing(words: str) -> Check:
    return Check([], np.zeros(0), np.zeros(0), words)
