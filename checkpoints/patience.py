"""How long a metric has not become better: what early stopping and reduce-on-plateau wait for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from checkpoints.contract import CheckpointError


@dataclass
class Patience:
    """The best value of a metric so far, and how long ago it was.

    Attributes:
        metric: a column of the history; a loss is better when lower, anything else when higher.
        epochs: without progress, after which it is used up.
        best: None before the first epoch.
        best_epoch: epoch of the best value, counted as in file names.
        waited: epochs since, or since it was used up last.
    """

    metric: str
    epochs: int
    best: float | None = None
    best_epoch: int = 0
    waited: int = 0

    def used_up(self, epoch: int, metrics: Mapping[str, float]) -> bool:
        """Note an epoch's metrics; whether there was no progress for too long. The count begins anew then.

        Raises:
            CheckpointError: the metric is not among them.
        """
        if self.metric not in metrics:
            known = ", ".join(sorted(metrics))
            raise CheckpointError(
                f"--monitor {self.metric!r} is not measured. Choose one of: {known}. What begins with val_ needs a "
                "validation split."
            )
        value = float(metrics[self.metric])
        if self.best is None or (value < self.best if self.metric.endswith("loss") else value > self.best):
            self.best, self.best_epoch, self.waited = value, epoch, 0
            return False
        self.waited += 1
        if self.waited < self.epochs:
            return False
        self.waited = 0
        return True

    def to_json(self) -> dict:
        """All of it as JSON values, for `Patience(**...)`."""
        return asdict(self)
