"""Linear centered kernel alignment (CKA) of two epochs, in whichever of its two equal forms is the cheaper one.

Source: Kornblith et al. 2019, arXiv:1905.00414, eq. 2 and section 3.
"""

from __future__ import annotations

import numpy as np

ROWS = 4096  # rows in float64 at a time: 42 MB at 1,280 features
FLOAT32 = float(np.finfo(np.float32).eps)
GRAM_ROWS = 2000  # samples; beyond, an m × m matrix per epoch is more than the embedding itself


def normalized(embeddings: np.ndarray, weights: np.ndarray | None = None) -> np.ndarray:
    """Embeddings moved to mean zero and scaled to a Frobenius norm of 1: CKA knows neither place nor scale.

    Args:
        embeddings: (m, d) float32, finite.
        weights: (m,) how many samples each one stands for; None: one each.

    Returns:
        (m, d) float32; all zero for a constant embedding.
    """
    weights = np.ones(len(embeddings)) if weights is None else weights
    mean = np.average(embeddings, axis=0, weights=weights)
    centered, roots = np.empty(embeddings.shape, np.float32), np.sqrt(weights)[:, None]
    size = largest = 0.0
    for start in range(0, len(embeddings), ROWS):
        rows = slice(start, start + ROWS)
        block = (embeddings[rows] - mean) * roots[rows]
        size += float(np.einsum("md,md->", block, block))
        largest = max(largest, float(np.abs(embeddings[rows]).max(initial=0.0)))
        centered[rows] = block
    rounding = FLOAT32 * largest * float(np.sqrt(weights.sum() * embeddings.shape[1]))
    centered *= 1 / np.sqrt(size) if np.sqrt(size) > rounding else 0.0
    return centered


def uses_gram(m: int, d: int) -> bool:
    """Whether the m × m Gram matrix is the cheaper form; else the embedding itself stands for its epoch."""
    return m <= min(GRAM_ROWS, d * d)


def kernel(embeddings: np.ndarray, weights: np.ndarray | None = None) -> np.ndarray:
    """What stands for an epoch in `product`: (m, m) or (m, d) float32, the same form for all epochs of a run."""
    values = normalized(embeddings, weights)
    return values @ values.T if uses_gram(*embeddings.shape) else values


def product(first: np.ndarray, second: np.ndarray, *, gram: bool) -> float:
    """Inner product of the two epochs' centered Gram matrices, in [0, 1].

    In feature space it is the squared Frobenius norm of the cross-covariance: m · d² multiplications, not m² · d.

    Args:
        first, second: from `kernel`.
        gram: the form that they have.
    """
    if gram:
        return float(np.einsum("ij,ij->", first, second, dtype=np.float64))
    crossed = first.T @ second
    return float(np.einsum("ij,ij->", crossed, crossed, dtype=np.float64))


def alignment(crossed: float, first: float, second: float) -> float:
    """CKA in [0, 1]; NaN where an embedding is constant.

    Args:
        crossed: product of the two epochs.
        first, second: product of each epoch with itself.
    """
    scale = float(np.sqrt(first * second))
    return float(min(crossed / scale, 1.0)) if scale > 0 else float("nan")
