"""Optimizers as the options ask for them, all of Keras."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import keras

from checkpoints.options import Options

_NOT_DECAYED = ("bias", "gamma", "beta")  # weight decay would pull batch normalization towards nothing


def optimizer_of(options: Options, rate: Any, weights: Sequence[keras.Variable]) -> keras.optimizers.Optimizer:
    """A built optimizer.

    Args:
        options: `optimizer`, `momentum`, `weight_decay`, `clip_norm` and `precision`.
        rate: a number or a schedule, see `checkpoints.schedules.rate_of`.
        weights: what it will train.
    """
    shared: dict[str, Any] = {"global_clipnorm": options.clip_norm, "weight_decay": options.decay}
    if options.optimizer == "sgd":
        optimizer = keras.optimizers.SGD(rate, momentum=options.momentum, **shared)
    elif options.optimizer == "rmsprop":
        optimizer = keras.optimizers.RMSprop(rate, **shared)
    else:
        optimizer = keras.optimizers.Adam(rate, **shared)  # with weight decay it is AdamW
    if options.decay:
        optimizer.exclude_from_weight_decay(var_list=[each for each in weights if each.name in _NOT_DECAYED])
    if options.precision == "mixed_float16":
        optimizer = keras.optimizers.LossScaleOptimizer(optimizer)
    optimizer.build(list(weights))
    return optimizer
