"""Which samples are explained when nobody says which."""

from __future__ import annotations

from itertools import zip_longest

import numpy as np

from analysis.store.reader import Run

RULE = (
    "held-out samples, the classes in turn; within a class the surest right and the surest wrong predictions of the "
    "last epoch alternate"
)


def choose_samples(run: Run, count: int, extra: tuple[str, ...]) -> list[str]:
    """Ids to explain: the user's own first, then `count` chosen by `RULE`. Deterministic.

    Args:
        extra: ids the user named; they must exist.
    """
    scores, labels = run.scores(run.epochs[-1]), run.labels
    held_out = np.concatenate([run.rows(split) for split in run.splits if split != "train"] or [np.arange(len(labels))])
    per_class = [_alternating(held_out[labels[held_out] == index], scores, index) for index in range(len(run.classes))]
    in_turn = [row for turn in zip_longest(*per_class) for row in turn if row is not None]
    chosen = [str(run.samples["sample"].iloc[row]) for row in in_turn[:count]]
    return list(dict.fromkeys([*extra, *chosen]))


def _alternating(rows: np.ndarray, scores: np.ndarray, label: int) -> list[int]:
    predicted = scores[rows].argmax(axis=1)
    surest = np.argsort(-scores[rows].max(axis=1), kind="stable")
    right = rows[surest[predicted[surest] == label]]
    wrong = rows[surest[predicted[surest] != label]]
    return [int(row) for pair in zip_longest(right, wrong) for row in pair if row is not None]
