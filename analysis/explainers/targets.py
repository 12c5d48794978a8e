"""What every method explains, and which pictures and classes go together."""

from __future__ import annotations

from typing import Any

import numpy as np

from checkpoints.probe import Probe

SMALL = 96 * 96  # pixels a picture; batches of 32 are cheapest on a CPU up to here, of 16 beyond (measured)
MEDIUM = 256 * 256  # from here on batches of 8, to spare memory


def explained_logits(probe: Probe, inputs: Any) -> Any:
    """The outputs that are explained, one per class, differentiable to the pixels; for functions that are traced.

    Args:
        inputs: (b, y, x, channels) float32 tensor in the model's own pixel range.

    Returns:
        (b, c) float32 tensor: the class's logit. One sigmoid unit with logit z has the logits (0, z), which would
        explain its first class by nothing, so there it is the log odds of each class, (-z, z).
    """
    return of_head(probe, probe.trace_logits(inputs))


def of_head(probe: Probe, logits: Any) -> Any:
    """Logits as `explained_logits` counts them."""
    return logits - logits[:, ::-1] if probe.anatomy.head == "sigmoid" else logits


def distinct(images: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Pictures that stand several times, one after the other, found once: for all classes of a picture in one go.

    Args:
        images: (m, y, x, channels) float32.

    Returns:
        (u,) row of each distinct picture, and (m,) which of these each row holds.
    """
    repeats = [np.array_equal(one, other, equal_nan=True) for one, other in zip(images[1:], images[:-1], strict=True)]
    fresh = ~np.array([False, *repeats])
    return np.flatnonzero(fresh), np.cumsum(fresh) - 1


def batch_size(size: tuple[int, int]) -> int:
    """How many pictures of this size (y, x) a batch is cheapest with."""
    pixels = size[0] * size[1]
    return 32 if pixels <= SMALL else 16 if pixels < MEDIUM else 8


def batches(length: int, most: int) -> list[np.ndarray]:
    """0..length-1 in near-equal parts of at most `most`."""
    return np.array_split(np.arange(length), max(1, -(-length // most)))
