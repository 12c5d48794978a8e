"""How far one epoch's embedding keeps the labels apart: figures that need no network and no fit of their own."""

from __future__ import annotations

import numpy as np
from sklearn.metrics import silhouette_samples

from analysis.similarity.alignment import normalized, product

MEASURED = ("silhouette", "between_within", "neighbor_purity", "neighbor_purity_chance", "participation_ratio")
PROBED = ("linear_probe_auroc", "linear_probe_auroc_low", "linear_probe_auroc_high")
COLUMNS = ("epoch", *MEASURED, *PROBED)
ROUNDING = 1e-6  # share of the sum of squares that float32 embeddings cannot tell from nothing


def separation(
    embeddings: np.ndarray, neighbors: np.ndarray, labels: np.ndarray, *, few: np.ndarray, weights: np.ndarray
) -> dict[str, float]:
    """The figures of one epoch, NaN where one is undefined.

    Args:
        embeddings: (n, d) float32, finite.
        neighbors: (n, k) int row numbers.
        labels: (n,) class index; samples of no known class (-1) count for the participation ratio alone.
        few: (m,) row numbers of known label that the silhouette is measured on.
        weights: (m,) how many samples each of them stands for.

    Returns:
        `MEASURED` -> float. A constant embedding has no separation: all NaN but the chance level.
    """
    figures = dict.fromkeys(MEASURED, float("nan")) | {"neighbor_purity_chance": purity_by_chance(labels)}
    values = normalized(embeddings)
    if not values.any():
        return figures
    known = labels >= 0
    return figures | {
        "silhouette": silhouette(embeddings[few], labels[few], weights),
        "between_within": between_within(values[known], labels[known]),
        "neighbor_purity": neighbor_purity(neighbors, labels),
        "participation_ratio": participation_ratio(values),
    }


def silhouette(embeddings: np.ndarray, labels: np.ndarray, weights: np.ndarray) -> float:
    """Mean silhouette, (b - a) / max(a, b) of mean Euclidean distances to the own and to the nearest other class.

    Args:
        embeddings: (m, d) float32.
        labels: (m,) class index.
        weights: (m,) of the samples in the mean.

    Returns:
        In [-1, 1]; NaN for fewer than two classes, and where no class has two samples.

    Source: Rousseeuw 1987, doi:10.1016/0377-0427(87)90125-7.
    """
    if not 2 <= len(np.unique(labels)) < len(labels):
        return float("nan")
    return float(np.average(silhouette_samples(embeddings, labels), weights=weights))


def between_within(embeddings: np.ndarray, labels: np.ndarray) -> float:
    """Scatter of the class means over scatter within classes, trace(S_B) / trace(S_W), every sample weighing alike.

    Args:
        embeddings: (n, d) float32, near mean zero, for the sums are of squares.
        labels: (n,) class index.

    Returns:
        At least 0; NaN for fewer than two classes, and where no class is wider than a point.

    Source: Fukunaga 1990, Introduction to Statistical Pattern Recognition, section 10.2.
    """
    classes, places, counts = np.unique(labels, return_inverse=True, return_counts=True)
    if len(classes) < 2:
        return float("nan")
    middle = embeddings.mean(axis=0, dtype=np.float64)
    means = np.stack([embeddings[places == place].mean(axis=0, dtype=np.float64) for place in range(len(classes))])
    squares = float(np.einsum("nd,nd->", embeddings, embeddings, dtype=np.float64))
    between = float(counts @ ((means - middle) ** 2).sum(axis=1))
    within = squares - float(counts @ (means**2).sum(axis=1))
    return between / within if within > ROUNDING * squares else float("nan")


def neighbor_purity(neighbors: np.ndarray, labels: np.ndarray) -> float:
    """Mean share of each sample's neighbors that have its label, over samples of a known label; NaN without any."""
    known = labels >= 0
    if not neighbors.shape[1] or len(np.unique(labels[known])) < 2:
        return float("nan")
    return float((labels[neighbors[known]] == labels[known, None]).mean())


def purity_by_chance(labels: np.ndarray) -> float:
    """What `neighbor_purity` would be if neighbors were drawn by lot from all other samples."""
    n = len(labels)
    counts = np.bincount(labels[labels >= 0]).astype(np.float64)
    known = counts.sum()
    return float((counts * (counts - 1)).sum() / (known * (n - 1))) if known and n > 1 else float("nan")


def participation_ratio(centered: np.ndarray) -> float:
    """How many directions the variance is spread over, (Σλ)² / Σλ² of the covariance's eigenvalues, from 1 to d.

    Args:
        centered: (n, d) float32 of mean zero and Frobenius norm 1: Σλ is 1, and Σλ² the squared norm of the product.

    Source: Gao et al. 2017, doi:10.1101/214262, eq. 5.
    """
    values = centered.T if centered.shape[1] > centered.shape[0] else centered
    return 1 / product(values, values, gram=False)
