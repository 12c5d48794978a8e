"""What the model said of one sample at every epoch."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from analysis.store.reader import Run


@dataclass(frozen=True)
class Course:
    """One sample through the epochs.

    Attributes:
        epochs: (e,) complete epochs.
        own: (e,) float32 score of the sample's own class; NaN when its label is none of the classes.
        predicted: (e,) class index with the best score.
        best: (e,) float32 that score.
        right: (e,) bool.
    """

    epochs: list[int]
    own: np.ndarray
    predicted: np.ndarray
    best: np.ndarray
    right: np.ndarray

    def words(self) -> str:
        """When the prediction was right, in one sentence."""
        times, total = int(self.right.sum()), len(self.epochs)
        if times == 0:
            return f"Wrong at all {total} epochs." if total > 1 else "Wrong at its only epoch."
        if times == total:
            return f"Right at all {total} epochs." if total > 1 else "Right at its only epoch."
        right = [epoch for epoch, hit in zip(self.epochs, self.right, strict=True) if hit]
        return f"Right at {times} of {total} epochs, first at {right[0]}, last at {right[-1]}."


def course(run: Run, row: int) -> Course:
    """The scores of one sample at every epoch.

    Args:
        row: its row number.
    """
    scores = np.stack([run.scores(epoch)[row] for epoch in run.epochs])
    label = int(run.labels[row])
    predicted = scores.argmax(axis=1)
    own = scores[:, label] if label >= 0 else np.full(len(scores), np.nan, np.float32)
    return Course(run.epochs, own, predicted, scores.max(axis=1), predicted == label)
