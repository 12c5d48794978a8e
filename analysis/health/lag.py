"""How far a model's stored batch-norm statistics lie behind its weights, measured on training pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from analysis.health.batch_statistics import BATCH, BatchStatistics
from analysis.health.training_subset import batches, training_subset
from analysis.metrics import difference, summary
from analysis.store.reader import Run
from checkpoints.probe import Probe

if TYPE_CHECKING:
    from analysis.pictures import Decoded  # loads TensorFlow

RESAMPLES = 500


class Lag:
    """Asks a probe's model about the same training pictures at every epoch, twice.

    Attributes:
        layers: how many batch-norm layers the model has.
        rows: (m,) the pictures' row numbers in the run.
    """

    def __init__(self, run: Run, probe: Probe, decoded: Decoded, metadata: np.ndarray | None = None):
        """metadata: (n, m) float32 of every sample of the run, for a model that takes them."""
        self.statistics = BatchStatistics(probe)
        self.layers = len(self.statistics.layers)
        self.rows = training_subset(run)
        self._labels = run.labels[self.rows]
        groups = run.samples["group"].to_numpy()[self.rows]
        self._groups = groups if bool((groups != "").all()) else None
        self._metadata = None if metadata is None else metadata[self.rows]
        self._decoded = decoded
        self._images: np.ndarray | None = None
        self._other_order = np.random.default_rng(1).permutation(len(self.rows))

    def measure(self, stored: np.ndarray, follow: np.ndarray) -> dict[str, Any]:
        """What the statistics cost under the model's present weights.

        Args:
            stored: (m, c) scores of the pictures with the stored statistics, as the run has them.
            follow: (layers,) bool, the layers that normalize by their batch while training.

        Returns:
            `norm_accuracy_gap`, `norm_balanced_accuracy_gap`, `norm_log_loss_gap` (batch minus stored, each with `_low`
            and `_high`: 95 %, in pairs over whole groups), the two accuracies themselves, `norm_distance` (mean total
            variation distance of a picture's two scores, 0..1), `norm_distance_by_chance` (the same between two ways
            of making up the batches, nearly what right statistics give), `norm_pictures` and `norm_momentum`.
        """
        batch, again = self._scores(follow, np.arange(len(self.rows))), self._scores(follow, self._other_order)
        row: dict[str, Any] = {"norm_pictures": len(self.rows), "norm_momentum": self._momentum(follow)}
        gaps = difference(self._labels, stored, batch, self._groups, replicates=RESAMPLES)
        for metric in ("accuracy", "balanced_accuracy", "log_loss"):
            value, low, high = gaps[metric]
            name = f"norm_{metric}_gap"
            row |= {name: value, f"{name}_low": value if low is None else low}
            row |= {f"{name}_high": value if high is None else high}
        for said, scores in (("stored", stored), ("batch", batch)):
            figures = summary(self._labels, scores, replicates=0)
            row |= {f"norm_{metric}_{said}": figures[metric].value for metric in ("accuracy", "balanced_accuracy")}
        row["norm_distance"], row["norm_distance_by_chance"] = _distance(stored, batch), _distance(again, batch)
        return row

    def _scores(self, follow: np.ndarray, order: np.ndarray) -> np.ndarray:
        if self._images is None:
            self._images = self._decoded.rows(self.rows)
        scores = np.empty((len(order), self.statistics.probe.anatomy.n_classes), np.float32)
        for places in batches(len(order), BATCH):
            rows = order[places]
            metadata = None if self._metadata is None else self._metadata[rows]
            scores[rows] = self.statistics.scores(self._images[rows], follow, metadata)
        return scores

    def _momentum(self, follow: np.ndarray) -> float:
        layers = self.statistics.layers.values()
        return float(np.median([layer.momentum for layer, used in zip(layers, follow, strict=True) if used]))


def following(here: list[np.ndarray], other: list[np.ndarray] | None, trainable: list[bool]) -> np.ndarray:
    """Which batch-norm layers training feeds with batches: those whose stored statistics it changes.

    Frozen layers, and those called with `training=False` as in transfer learning, never lag: they are used in training
    as they are stored.

    Args:
        here: per layer, (2, features) stored means and variances at one epoch.
        other: the same at the epoch before (at the one after, for the first); None where there is no other epoch.
        trainable: per layer, what the model says; it decides where there is no other epoch.

    Returns:
        (layers,) bool.
    """
    if other is None:
        return np.array(trainable, bool)
    return np.array([not np.array_equal(mine, theirs) for mine, theirs in zip(here, other, strict=True)], bool)


def _distance(first: np.ndarray, second: np.ndarray) -> float:
    return float(0.5 * np.abs(first.astype(np.float64) - second).sum(axis=1).mean())
