"""Losses for labels given as class numbers: cross-entropy as Keras has it, and focal loss."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import keras

from checkpoints.contract import CheckpointError
from checkpoints.options import Options

_SMALLEST = 1e-7  # of 1 - p, so that its power has a finite slope


@keras.saving.register_keras_serializable("epochscope")
class Focal(keras.losses.Loss):
    """Focal loss, alpha_t (1 - p_t)^gamma (-log p_t), for one sigmoid unit or a softmax.

    It is computed from the cross-entropy, which Keras takes from the logits behind a sigmoid or softmax: nothing is
    clipped, and gamma 0 without alpha is the cross-entropy itself.

    Args:
        gamma: how much easy samples count less; 0 for not at all.
        alpha: weight of each class. Two numbers for one sigmoid unit (negative, positive), c for a softmax; None
            weighs all alike.

    Source: Lin et al. 2017, arXiv:1708.02002, eq. 5.
    """

    def __init__(
        self,
        gamma: float = 2.0,
        alpha: Sequence[float] | None = None,
        name: str = "focal",
        reduction: str = "sum_over_batch_size",
        dtype: Any = None,
    ) -> None:
        super().__init__(name=name, reduction=reduction, dtype=dtype)
        if gamma < 0:
            raise CheckpointError(f"--focal-gamma is 0 or more. Found: {gamma}.")
        self.gamma, self.alpha = gamma, None if alpha is None else [float(weight) for weight in alpha]

    def call(self, y_true: Any, y_pred: Any) -> Any:
        """Args: y_true (b,) class numbers; y_pred (b, 1) or (b, c) probabilities. Returns (b,)."""
        units = y_pred.shape[-1]
        number = keras.ops.cast(keras.ops.reshape(y_true, (-1,)), "int32")
        if units == 1:
            target = keras.ops.cast(keras.ops.expand_dims(number, -1), y_pred.dtype)
            entropy = keras.ops.binary_crossentropy(target, y_pred)[..., 0]
        else:
            entropy = keras.ops.sparse_categorical_crossentropy(number, y_pred)
        loss = entropy
        if self.gamma:
            missed = keras.ops.maximum(-keras.ops.expm1(-entropy), _SMALLEST)  # 1 - p of the true class
            loss = keras.ops.power(missed, self.gamma) * entropy
        if self.alpha is not None:
            loss = keras.ops.take(keras.ops.convert_to_tensor(self.alpha, loss.dtype), number) * loss
        return loss

    def get_config(self) -> dict:
        """What `model.save` keeps."""
        return super().get_config() | {"gamma": self.gamma, "alpha": self.alpha}


@keras.saving.register_keras_serializable("epochscope")
class Smoothed(keras.losses.Loss):
    """Cross-entropy of a softmax against targets that are not quite sure of their class.

    The true class has 1 - s + s / c in place of 1, every other s / c.

    Args:
        smoothing: s, in [0, 1).

    Source: Szegedy et al. 2015, arXiv:1512.00567, section 7.
    """

    def __init__(
        self,
        smoothing: float,
        name: str = "smoothed",
        reduction: str = "sum_over_batch_size",
        dtype: Any = None,
    ) -> None:
        super().__init__(name=name, reduction=reduction, dtype=dtype)
        self.smoothing = smoothing

    def call(self, y_true: Any, y_pred: Any) -> Any:
        """Args: y_true (b,) class numbers; y_pred (b, c) probabilities. Returns (b,)."""
        classes = y_pred.shape[-1]
        number = keras.ops.cast(keras.ops.reshape(y_true, (-1,)), "int32")
        target = keras.ops.one_hot(number, classes, dtype=y_pred.dtype)
        target = target * (1 - self.smoothing) + self.smoothing / classes
        return keras.ops.categorical_crossentropy(target, y_pred)

    def get_config(self) -> dict:
        """What `model.save` keeps."""
        return super().get_config() | {"smoothing": self.smoothing}


def loss_of(options: Options, units: int) -> keras.losses.Loss:
    """The loss that the options ask for, for a head of so many units.

    Raises:
        CheckpointError: focal loss with settings that do not go with the head.
    """
    if options.loss == "focal":
        return focal(units, options.focal_gamma, options.focal_alpha)
    return cross_entropy(units, options.label_smoothing)


def cross_entropy(units: int, smoothing: float = 0.0) -> keras.losses.Loss:
    """Cross-entropy for a head of so many units, with or without label smoothing."""
    if units == 1:
        return keras.losses.BinaryCrossentropy(label_smoothing=smoothing)
    return Smoothed(smoothing) if smoothing else keras.losses.SparseCategoricalCrossentropy()


def focal(units: int, gamma: float, alpha: Sequence[float] | None) -> Focal:
    """Focal loss for a head of so many units.

    Args:
        units: outputs of the head.
        gamma: see `Focal`.
        alpha: for one unit the weight of the positive class, [0.25] meaning 0.75 for the negative; else c weights.

    Raises:
        CheckpointError: as many weights as there are classes are wanted.
    """
    if alpha is not None and units == 1 and len(alpha) == 1:
        alpha = [1 - alpha[0], alpha[0]]
    if alpha is not None and len(alpha) != max(2, units):
        raise CheckpointError(
            f"--focal-alpha wants one weight per class, {max(2, units)} of them"
            + (", or the positive class's alone" if units == 1 else "")
            + f". Found: {len(alpha)}."
        )
    return Focal(gamma, alpha)
