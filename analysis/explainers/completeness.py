"""The picture without its content, and whether a map adds up to what the content adds."""

from __future__ import annotations

import numpy as np

from analysis.contract import Unsupported
from analysis.explainers.compiled import compiled, picture_shape
from analysis.explainers.targets import batch_size, batches, explained_logits
from checkpoints.probe import Probe

BASELINES = ("mean", "black")


def baselines(probe: Probe, images: np.ndarray, baseline: str) -> np.ndarray:
    """What a picture is compared with.

    Args:
        images: (m, y, x, channels) float32 in the model's own pixel range.
        baseline: "mean": one even colour, the picture's own mean, so that dark and bright places count alike (against
            black a dark lesion has next to nothing to say); "black": pixel value 0.

    Returns:
        (m, y, x, channels) float32.

    Source: Sturmfels et al. 2020, doi:10.23915/distill.00022.
    """
    if baseline not in BASELINES:
        raise Unsupported(f"There is no baseline {baseline!r}. Choose one of: {', '.join(BASELINES)}.")
    if baseline == "black":
        return np.broadcast_to(probe.prepare(np.zeros((1, *images.shape[1:]), np.uint8)), images.shape)
    means = images.mean(axis=(1, 2), keepdims=True, dtype=np.float64).astype(np.float32)
    return np.broadcast_to(means, images.shape)


def logits_of(probe: Probe, images: np.ndarray) -> np.ndarray:
    """The explained logits of pictures: (m, c) float32."""
    import tensorflow as tf

    spec = tf.TensorSpec((None, *picture_shape(probe)), tf.float32)
    function = compiled(probe, "explained_logits", explained_logits, spec)
    chunks = batches(len(images), batch_size(probe.anatomy.input_size))
    parts = [function(tf.constant(images[rows])).numpy() for rows in chunks]
    return np.concatenate(parts)


def promise(probe: Probe, images: np.ndarray, compared_with: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """What complete maps sum to, and the range that a gap is measured by.

    Args:
        images: (m, y, x, channels) float32.
        compared_with: the same shape, their baselines.

    Returns:
        (m, c) float64 f(image) - f(baseline) per class, and (m, 1) the range of all logits of both.
    """
    there, without = (logits_of(probe, pictures).astype(np.float64) for pictures in (images, compared_with))
    return there - without, np.ptp(np.concatenate([there, without], axis=1), axis=1, keepdims=True)


def gap(sums: np.ndarray, promised: np.ndarray, logit_range: np.ndarray) -> np.ndarray:
    """|sum - promised| / range, element by element; 0 for a model whose logits have no range."""
    distance = np.abs(sums - promised)
    return np.divide(distance, logit_range, out=np.zeros_like(distance), where=logit_range != 0)


def completeness_gap(
    probe: Probe, images: np.ndarray, classes: np.ndarray, maps: np.ndarray, *, baseline: str = "mean"
) -> np.ndarray:
    """How far maps are from summing to f(image) - f(baseline).

    Args:
        images: (m, y, x, channels) float32 in the model's own pixel range.
        classes: (m,) int target class.
        maps: (m, h, w) float32.
        baseline: the one the maps were computed with.

    Returns:
        (m,) float32 share of the range of all logits of picture and baseline; NaN where the model gives no numbers.
    """
    promised, logit_range = promise(probe, images, baselines(probe, images, baseline))
    rows = np.arange(len(images))
    return gap(maps.sum(axis=(1, 2), dtype=np.float64), promised[rows, classes], logit_range[:, 0]).astype(np.float32)
