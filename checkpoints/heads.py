"""What a model's outputs are: probabilities or logits, told from what it computes, not from what it is called."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from checkpoints.contract import CheckpointError

_CLOSE = 1e-3  # of a probability; half-precision heads round to 5e-4


def kind_of_head(output: np.ndarray, candidates: Sequence[tuple[str, np.ndarray]]) -> tuple[str, str | None]:
    """Find which tensor of the model the outputs are the softmax or sigmoid of.

    Args:
        output: (n, c) what the model gave for some pictures.
        candidates: (point, (n, c) tensor seen there) of everything that could be its logits, the last first.

    Returns:
        "softmax", "sigmoid" or "logits", and the point where the logits are seen: None for "logits", and for
        probabilities whose logits are nowhere seen.

    Raises:
        CheckpointError: outputs that are not finite, or independent yes/no outputs (multi-label).
    """
    if not np.isfinite(output).all():
        raise CheckpointError(
            "The model gives no finite numbers (NaN): its training diverged. Start the series with an earlier epoch."
        )
    units = output.shape[1]
    for point, values in candidates:
        if units > 1 and np.allclose(_softmax(values), output, atol=_CLOSE):
            return "softmax", point
        if np.allclose(_sigmoid(values), output, atol=_CLOSE):
            if units > 1:
                raise CheckpointError(
                    f"The model has {units} independent sigmoid outputs (multi-label), which is not supported. "
                    "Train it with one sigmoid unit for two classes or with a softmax for more."
                )
            return "sigmoid", point
    if units > 1 and output.min() >= 0 and np.allclose(output.sum(axis=1), 1, atol=_CLOSE):
        return "softmax", None
    return "logits", None


def _softmax(values: np.ndarray) -> np.ndarray:
    shifted = np.exp(values - values.max(axis=1, keepdims=True))
    return shifted / shifted.sum(axis=1, keepdims=True)


def _sigmoid(values: np.ndarray) -> np.ndarray:
    return np.exp(-np.logaddexp(0, -values))
