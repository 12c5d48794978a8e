"""Learning rates by step: Keras' own schedules, and one-cycle."""

from __future__ import annotations

from typing import Any

import keras
import numpy as np
from keras.optimizers.schedules import LearningRateSchedule

from checkpoints.options import Options

START = 1 / 25  # of the peak, where one-cycle begins (PyTorch's and fastai's choice)
END = START / 1e4  # of the peak, where it ends
LAST_SHARE = 0.01  # of the starting rate, what exponential decay leaves at the end
_POINTS = 200  # at most, of the curve that is kept for the plot


class OneCycle(LearningRateSchedule):
    """Up to a peak in a straight line, then down to next to nothing.

    Args:
        peak: the highest learning rate, met at step `round(warm_up * steps)`.
        steps: of the whole training; the last, `steps - 1`, has `END * peak`.
        warm_up: share of the steps in which it rises, from `START * peak`.
        anneal: "cosine" or "linear", the way down.

    Source: Smith 2018, arXiv:1803.09820, section 4.1; the cosine is fastai's.
    """

    def __init__(self, peak: float, steps: int, *, warm_up: float = 0.3, anneal: str = "cosine") -> None:
        self.peak, self.anneal = peak, anneal
        self.top = max(1, round(warm_up * steps))
        self.fall = max(1, steps - 1 - self.top)

    def __call__(self, step: Any) -> Any:
        """Args: step, a whole number or a tensor of one. Returns the learning rate, float32."""
        step = keras.ops.cast(step, "float32")
        risen = keras.ops.minimum(step / self.top, 1.0)
        fallen = keras.ops.clip((step - self.top) / self.fall, 0.0, 1.0)
        left = 0.5 * (1 + keras.ops.cos(np.pi * fallen)) if self.anneal == "cosine" else 1 - fallen
        rising = START + (1 - START) * risen
        falling = END + (1 - END) * left
        return self.peak * keras.ops.where(step < self.top, rising, falling)


class Later(LearningRateSchedule):
    """A schedule that an optimizer joins after some steps, because it was made anew."""

    def __init__(self, schedule: LearningRateSchedule, steps: int) -> None:
        self.schedule, self.steps = schedule, steps

    def __call__(self, step: Any) -> Any:
        """Args: step, counted by the new optimizer. Returns the learning rate."""
        return self.schedule(step + self.steps)


def rate_of(options: Options, steps: int, *, after: int = 0) -> float | LearningRateSchedule:
    """The learning rate that the options ask for: a schedule, or a number where steps do not change it.

    Args:
        steps: of the whole training.
        after: steps that went before the optimizer was made.
    """
    rate = options.starting_rate
    schedules = keras.optimizers.schedules
    if options.schedule == "one-cycle":
        schedule: LearningRateSchedule = OneCycle(rate, steps, warm_up=options.warm_up, anneal=options.anneal)
    elif options.schedule == "cosine":
        schedule = schedules.CosineDecay(rate, decay_steps=steps)
    elif options.schedule == "exponential":
        schedule = schedules.ExponentialDecay(rate, decay_steps=steps, decay_rate=LAST_SHARE)
    else:
        return rate
    return Later(schedule, after) if after else schedule


def curve(options: Options, steps_per_epoch: int) -> dict[str, Any]:
    """The learning rate through training as far as it is known before: what training.json keeps for the plot.

    Returns:
        `name`; `steps`, whole numbers from 0 on; `learning_rate` at each. Both are empty for reduce-on-plateau, whose
        rates only history.csv knows.
    """
    total = steps_per_epoch * options.epochs
    rate = rate_of(options, total)
    found: dict[str, Any] = {"name": options.schedule, "steps": [], "learning_rate": []}
    if options.schedule == "reduce-on-plateau":
        return found
    steps = {round(step) for step in np.linspace(0, total - 1, min(total, _POINTS))}
    if isinstance(rate, OneCycle):
        steps.add(min(rate.top, total - 1))
    found["steps"] = sorted(steps)
    found["learning_rate"] = [rate if isinstance(rate, float) else float(rate(step)) for step in found["steps"]]
    return found
