"""Which two classes the decision view sets against each other, and the margin between them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from analysis.contract import StoreError, Unsupported
from analysis.projections.contract import Embeddings


@dataclass(frozen=True)
class Pair:
    """Two classes.

    Attributes:
        left, right: names; a positive margin speaks for the right one.
        columns: their places among the model's outputs.
        rule: why these, in words.
    """

    left: str
    right: str
    columns: tuple[int, int]
    rule: str

    @property
    def facts(self) -> dict:
        """What the run's record says of it."""
        return {"pair": [self.left, self.right], "pair_rule": self.rule}

    def margin(self, log_scores: np.ndarray) -> np.ndarray:
        """Logit of the right class minus that of the left: (n,) float64 from (n, c) log scores."""
        left, right = self.columns
        return log_scores[:, right].astype(np.float64) - log_scores[:, left]


def choose_pair(embeddings: Embeddings) -> Pair:
    """The pair that was asked for; of two classes both; else the pair most often confused at the last epoch.

    Confusions are counted in both directions on held-out samples (all samples where none is known to be held out). Of
    a pair that the user did not order, the class with fewer samples stands on the right.

    Raises:
        Unsupported: there is one class.
        StoreError: a class that was asked for does not exist, or is named twice.
    """
    classes = embeddings.classes
    if embeddings.pair is not None:
        return asked_pair(embeddings.pair, classes)
    if len(classes) < 2:
        raise Unsupported(
            f"The decision view needs two classes. The model has {len(classes)}: {', '.join(classes) or 'none'}."
        )
    if len(classes) == 2:
        return Pair(classes[0], classes[1], (0, 1), "the model's two classes")
    rows = np.ones(len(embeddings.labels), bool) if embeddings.held_out is None else embeddings.held_out
    where = "held-out samples" if rows.any() and embeddings.held_out is not None else "samples"
    rows = (rows if rows.any() else ~rows) & (embeddings.labels >= 0)
    guesses = embeddings.margins(embeddings.epochs[-1]).argmax(axis=1)
    columns, confused = _most_confused(embeddings.labels[rows], guesses[rows], len(classes))
    rule = f"most often confused at the last epoch: {confused:,} of {int(rows.sum()):,} {where}"
    if not confused:
        rule = f"no two classes are confused at the last epoch; the two with the most {where}"
    return Pair(classes[columns[0]], classes[columns[1]], columns, rule)


def asked_pair(pair: tuple[str, str], classes: list[str]) -> Pair:
    """The pair that the user named; a positive margin speaks for the second. Raises StoreError."""
    unknown = [name for name in pair if name not in classes]
    if unknown or pair[0] == pair[1]:
        raise StoreError(
            f"--decision-pair needs two different classes of the run. Received: {', '.join(pair)}. "
            f"Its classes: {', '.join(classes)}."
        )
    return Pair(*pair, (classes.index(pair[0]), classes.index(pair[1])), "chosen by --decision-pair")


def _most_confused(labels: np.ndarray, guesses: np.ndarray, classes: int) -> tuple[tuple[int, int], int]:
    """The pair, the larger class first, and how often it was confused; the two largest classes where none is."""
    sizes = np.bincount(labels, minlength=classes)
    counts = np.zeros((classes, classes), np.int64)
    np.add.at(counts, (labels, guesses), 1)
    both = np.triu(counts + counts.T, 1)
    first, second = (int(place) for place in np.unravel_index(both.argmax(), both.shape))
    if not both.any():
        first, second = (int(place) for place in np.argsort(-sizes, kind="stable")[:2])
    return ((first, second) if sizes[first] >= sizes[second] else (second, first)), int(both.max())
