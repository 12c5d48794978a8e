"""What the model said of a split at one epoch, and which samples lie in which cell of the confusion matrix."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from analysis.metrics import confusion_matrix, predictions_at
from analysis.store.reader import Run

ENOUGH = 10  # samples of a class, for a curve that says something


@dataclass(frozen=True)
class Judgement:
    """Labels, scores and decisions of one split at one epoch.

    Attributes:
        classes: (c,) names.
        rows: (n,) row numbers in the run.
        labels: (n,) class index.
        scores: (n, c) float32, rows sum to 1.
        predictions: (n,) class index.
        unknown: samples left out because their label is none of the classes.
        threshold: what decides between two classes; None for the best score.
    """

    classes: list[str]
    rows: np.ndarray
    labels: np.ndarray
    scores: np.ndarray
    predictions: np.ndarray
    unknown: int
    threshold: float | None = None

    @cached_property
    def counts(self) -> np.ndarray:
        """(c, c) int64; row = label, column = prediction."""
        return confusion_matrix(self.labels, self.predictions, len(self.classes))

    def cell_of(self, row: int | None) -> tuple[int, int] | None:
        """The cell (label, prediction) of a sample of the run; None when it is not in this split."""
        place = np.flatnonzero(self.rows == row) if row is not None else np.empty(0, int)
        return (int(self.labels[place[0]]), int(self.predictions[place[0]])) if len(place) else None

    def inside(self, cell: tuple[int, int], *, surest_first: bool = True) -> np.ndarray:
        """Places (in `rows`) of the samples of a cell, by the score of the predicted class, ties by row number."""
        places = np.flatnonzero((self.labels == cell[0]) & (self.predictions == cell[1]))
        scores = self.scores[places, cell[1]]
        return places[np.lexsort((self.rows[places], -scores if surest_first else scores))]


def judge(
    run: Run,
    epoch: int,
    split: str,
    *,
    threshold: float | None = None,
    positive: int = 1,
    augmented: bool = False,
) -> Judgement:
    """The decisions of one epoch on one split.

    Args:
        run: the open run.
        epoch: a complete epoch.
        split: one of the run's splits.
        threshold: two classes only: `positive` from this score on; None: the class with the best score.
        positive: class index the threshold applies to.
        augmented: by the scores of test-time augmentation, at an epoch that has them.

    Raises:
        StoreError: scores that are no numbers.
    """
    every = run.rows(split)
    rows = every[run.labels[every] >= 0]
    scores = (run.scores_tta(epoch) if augmented else run.scores(epoch))[rows]
    predictions = predictions_at(scores, threshold, positive)
    return Judgement(run.classes, rows, run.labels[rows], scores, predictions, len(every) - len(rows), threshold)


def rarest_class(labels: np.ndarray, n_classes: int) -> int:
    """Index of the class to look at first: of two the second, of more the rarest that is not too rare for a curve.

    Args:
        labels: (n,) class index of the samples in view.
        n_classes: c.
    """
    if n_classes == 2:
        return 1
    counts = np.bincount(labels[labels >= 0], minlength=n_classes)
    enough = counts >= min(ENOUGH, counts.max())
    return int(np.where(enough, counts, counts.max() + 1).argmin())
