"""How a model is trained: every choice, with its default."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from checkpoints.contract import CheckpointError

LEARNING_RATES = {"sgd": 0.01, "adam": 0.001}  # defaults, per step
SCHEDULES = ("constant", "cosine")
LOSSES = ("cross-entropy", "focal")
SGD_MOMENTUM = 0.9


@dataclass(frozen=True)
class Options:
    """Every choice of a training.

    Attributes:
        epochs: passes over the training split.
        batch_size: samples per step, over all devices together.
        optimizer: "sgd" (momentum 0.9) or "adam".
        learning_rate: at the start; None takes the optimizer's default (`LEARNING_RATES`).
        schedule: "constant", or "cosine" down to 0 over all steps.
        loss: "cross-entropy" or "focal".
        focal_gamma: how much easy samples count less.
        focal_alpha: weight per class; for two classes the positive one's is enough.
        class_weights: how much a sample of each class counts; None counts all alike.
        batch_norm_momentum: how slowly moving statistics follow; keras.applications' 0.999 never catches up in a few
            hundred steps, and validation stays poor while training looks well.
        seed: of initial weights, data order and augmentation.
    """

    epochs: int = 10
    batch_size: int = 32
    optimizer: str = "adam"
    learning_rate: float | None = None
    schedule: str = "constant"
    loss: str = "cross-entropy"
    focal_gamma: float = 2.0
    focal_alpha: tuple[float, ...] | None = None
    class_weights: tuple[float, ...] | None = None
    batch_norm_momentum: float = 0.9
    seed: int = 0

    def __post_init__(self) -> None:
        """Raises CheckpointError: a choice out of range."""
        _within("--epochs", self.epochs, 1)
        _within("--batch-size", self.batch_size, 1)
        _one_of("--optimizer", self.optimizer, LEARNING_RATES)
        _one_of("--schedule", self.schedule, SCHEDULES)
        _one_of("--loss", self.loss, LOSSES)
        if self.learning_rate is not None and not self.learning_rate > 0:
            raise CheckpointError(f"--learning-rate is above 0. Found: {self.learning_rate}.")
        if not 0 <= self.batch_norm_momentum < 1:
            raise CheckpointError(f"--batch-norm-momentum is from 0 to below 1. Found: {self.batch_norm_momentum}.")

    @property
    def starting_rate(self) -> float:
        """The learning rate of the first step."""
        return LEARNING_RATES[self.optimizer] if self.learning_rate is None else self.learning_rate


def _within(option: str, value: int, least: int) -> None:
    if value < least:
        raise CheckpointError(f"{option} is at least {least}. Found: {value}.")


def _one_of(option: str, value: str, choices: Any) -> None:
    if value not in choices:
        raise CheckpointError(f"{option} {value!r} is none of: {', '.join(choices)}.")
