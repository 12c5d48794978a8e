"""What a model is asked at each epoch for the health checks: the norm of its weights, and what its statistics cost."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from analysis.health.contract import Epoch
from analysis.health.lag import Lag, following
from analysis.store.reader import Run
from checkpoints.probe import Probe
from checkpoints.series import Checkpoint


class Measuring:
    """Epochs as the checks see them, measured one after the other.

    Args:
        run: the run, all its epochs complete.
        probe: its model.
        checkpoints: epoch -> checkpoint, for every epoch of the run that still has one.
        metadata: (n, m) float32, for a model that takes metadata beside the picture.
    """

    def __init__(self, run: Run, probe: Probe, checkpoints: dict[int, Checkpoint], metadata: np.ndarray | None = None):
        from analysis.pictures import Decoded  # loads TensorFlow

        self.run, self.probe, self.checkpoints = run, probe, checkpoints
        self.lag = Lag(run, probe, Decoded(run.location), metadata)
        self._statistics: dict[int, list[np.ndarray]] = {}

    def epoch(self, number: int) -> Epoch:
        """One epoch of the run."""
        scores = self.run.scores(number)
        follow = self._follow(number)
        self.probe.assign(self.checkpoints[number])
        weights = _norm(self.probe.model.trainable_variables)
        lag: dict[str, Any] = {"norm_layers": int(follow.sum())} if self.lag.layers else {}
        if follow.any():
            lag |= self.lag.measure(scores[self.lag.rows], follow)
        return Epoch(self.run, number, self.run.embeddings(number), scores, weights, lag)

    def _follow(self, number: int) -> np.ndarray:
        other = compared_with(sorted(self.checkpoints), number)
        trainable = [layer.trainable for layer in self.lag.statistics.layers.values()]
        theirs = None if other is None else self._stored(other)
        here = self._stored(number)
        self._statistics = {number: here}  # the next epoch is compared with this one
        return following(here, theirs, trainable)

    def _stored(self, number: int) -> list[np.ndarray]:
        if number not in self._statistics and self.lag.layers:
            self.probe.assign(self.checkpoints[number])
            self._statistics[number] = self.lag.statistics.stored()
        return self._statistics.get(number, [])


def compared_with(epochs: list[int], number: int) -> int | None:
    """The epoch that one is compared with: the one before, for the first the one after; None for an only one.

    Args:
        epochs: that have a checkpoint, ascending.
        number: one of them.
    """
    place = epochs.index(number)
    if place:
        return epochs[place - 1]
    return epochs[1] if len(epochs) > 1 else None


def _norm(weights: list[Any]) -> float:
    return math.sqrt(sum(float(np.square(np.asarray(weight), dtype=np.float64).sum()) for weight in weights))
