"""How a model is trained: every choice, with its default."""

from __future__ import annotations

import math
from collections.abc import Collection
from dataclasses import dataclass

from checkpoints.contract import CheckpointError

LEARNING_RATES = {"sgd": 0.01, "rmsprop": 0.001, "adam": 0.001, "adamw": 0.001}  # defaults, per step
WEIGHT_DECAYS = {"adamw": 0.01}  # defaults; none for the others
SCHEDULES = ("constant", "one-cycle", "cosine", "exponential", "reduce-on-plateau")
LOSSES = ("cross-entropy", "focal")
PRECISIONS = ("float32", "mixed_bfloat16", "mixed_float16")
DEVICES = ("auto", "cpu", "gpu", "tpu")
ANNEALS = ("cosine", "linear")

_RANGES: dict[str, tuple[float, float]] = {  # from the first to below the second
    "epochs": (1, math.inf),
    "batch_size": (1, math.inf),
    "steps_per_execution": (1, math.inf),
    "plateau_patience": (1, math.inf),
    "early_stopping": (1, math.inf),
    "freeze_epochs": (0, math.inf),
    "seed": (0, 2**31),
    "focal_gamma": (0, math.inf),
    "weight_decay": (0, math.inf),
    "momentum": (0, 1),
    "batch_norm_momentum": (0, 1),
    "label_smoothing": (0, 1),
}
_POSITIVE = {"learning_rate": math.inf, "clip_norm": math.inf, "warm_up": 1, "plateau_factor": 1}  # 0 and this excluded


@dataclass(frozen=True)
class Options:
    """Every choice of a training.

    Attributes:
        epochs: passes over the training split.
        batch_size: samples per step, over all devices together.
        optimizer: a name in `LEARNING_RATES`.
        learning_rate: at the start, the peak of one-cycle; None takes the optimizer's default (`LEARNING_RATES`).
        momentum: of sgd.
        weight_decay: decoupled, of kernels alone; None takes the optimizer's default (`WEIGHT_DECAYS`, else none).
        clip_norm: the longest gradient, over all weights together; None for any.
        schedule: a name in `SCHEDULES`, see `checkpoints.schedules`.
        warm_up: share of all steps in which one-cycle rises.
        anneal: how one-cycle falls, a name in `ANNEALS`.
        plateau_patience: epochs without progress after which reduce-on-plateau lowers the rate.
        plateau_factor: what it multiplies the rate by then.
        early_stopping: epochs without progress after which training stops; None never does.
        monitor: the metric that progress is measured by.
        loss: "cross-entropy" or "focal".
        focal_gamma: how much easy samples count less.
        focal_alpha: weight per class; for two classes the positive one's is enough.
        label_smoothing: share of the target that is spread over all classes, of cross-entropy.
        class_weights: how much a sample of each class counts; None counts all alike.
        balanced: whether batches hold all classes alike.
        freeze_epochs: epochs at the start in which only the head learns.
        batch_norm_momentum: how slowly moving statistics follow; keras.applications' 0.999 never catches up in a few
            hundred steps, and validation stays poor while training looks well.
        precision: of the computation, a name in `PRECISIONS`; weights are float32 always.
        steps_per_execution: steps that a device makes before it reports back.
        jit: whether XLA compiles the step; None leaves it to Keras, which compiles for one GPU and not for a CPU.
        device: a name in `DEVICES`.
        tpu: name or address of a TPU; None takes the environment's, or this machine's.
        seed: of initial weights, data order and augmentation.
    """

    epochs: int = 10
    batch_size: int = 32
    optimizer: str = "adam"
    learning_rate: float | None = None
    momentum: float = 0.9
    weight_decay: float | None = None
    clip_norm: float | None = None
    schedule: str = "constant"
    warm_up: float = 0.3
    anneal: str = "cosine"
    plateau_patience: int = 2
    plateau_factor: float = 0.3
    early_stopping: int | None = None
    monitor: str = "val_loss"
    loss: str = "cross-entropy"
    focal_gamma: float = 2.0
    focal_alpha: tuple[float, ...] | None = None
    label_smoothing: float = 0.0
    class_weights: tuple[float, ...] | None = None
    balanced: bool = False
    freeze_epochs: int = 0
    batch_norm_momentum: float = 0.9
    precision: str = "float32"
    steps_per_execution: int = 1
    jit: bool | None = None
    device: str = "auto"
    tpu: str | None = None
    seed: int = 0

    def __post_init__(self) -> None:
        """Raises CheckpointError: a choice out of range, or two that do not go together."""
        _one_of("--optimizer", self.optimizer, LEARNING_RATES)
        _one_of("--schedule", self.schedule, SCHEDULES)
        _one_of("--anneal", self.anneal, ANNEALS)
        _one_of("--loss", self.loss, LOSSES)
        _one_of("--precision", self.precision, PRECISIONS)
        _one_of("--device", self.device, DEVICES)
        for name, (least, end) in _RANGES.items():
            _within(_flag(name), getattr(self, name), least, end)
        for name, end in _POSITIVE.items():
            _above_zero(_flag(name), getattr(self, name), end)
        if self.label_smoothing and self.loss != "cross-entropy":
            raise CheckpointError("--label-smoothing goes with --loss cross-entropy. Leave one of them out.")
        if self.balanced and self.class_weights is not None:
            raise CheckpointError(
                "--balanced-batches and --class-weights count rare classes twice. Choose one of them."
            )
        if self.freeze_epochs >= self.epochs:
            raise CheckpointError(
                f"--freeze-epochs {self.freeze_epochs} leaves none of {self.epochs} epochs to train the features."
            )

    @property
    def starting_rate(self) -> float:
        """The learning rate that the schedule starts from; the peak of one-cycle."""
        return LEARNING_RATES[self.optimizer] if self.learning_rate is None else self.learning_rate

    @property
    def decay(self) -> float | None:
        """The weight decay, None for none."""
        return (WEIGHT_DECAYS.get(self.optimizer) if self.weight_decay is None else self.weight_decay) or None


def _flag(name: str) -> str:
    return f"--{name.replace('_', '-')}"


def _within(option: str, value: float | None, least: float, end: float) -> None:
    if value is None or least <= value < end:
        return
    wanted = f"at least {least:g}" if math.isinf(end) else f"from {least:g} to below {end:g}"
    raise CheckpointError(f"{option} is {wanted}. Found: {value}.")


def _above_zero(option: str, value: float | None, end: float) -> None:
    if value is not None and not 0 < value < end:
        wanted = "above 0" if math.isinf(end) else f"above 0 and below {end:g}"
        raise CheckpointError(f"{option} is {wanted}. Found: {value}.")


def _one_of(option: str, value: str, choices: Collection[str]) -> None:
    if value not in choices:
        raise CheckpointError(f"{option} {value!r} is none of: {', '.join(choices)}.")
