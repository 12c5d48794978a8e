"""Joint PCA: one mean and one basis for all epochs, every epoch weighted alike.

Source: Vernier et al. 2020 (CGF 39(3)), "PCA strategy 1"; why it is the default stands in docs/decisions.md.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from analysis.projections.contract import COMPONENTS, DISTANCES, MOTION, SEED, Embeddings, Projected, basis_hash
from analysis.projections.moments import coordinates, leading_directions, mean_and_covariance

TITLE = "Joint PCA"
READS = (
    "One linear view for all epochs: distances and motion may be read; "
    "points that overlap may still be far apart in the directions not shown."
)
READ_FOR: tuple[str, ...] = (DISTANCES, MOTION)
STABLE = True
VARIANCES_ADD = True


def project(embeddings: Embeddings, *, components: int = COMPONENTS, seed: int = SEED) -> Projected:
    """Project every epoch onto the leading directions of all epochs pooled; draws nothing at random."""
    center, directions = joint_basis(embeddings.followed(f"{TITLE}: moments"), components)
    facts = {"basis": basis_hash(center, directions), "seed": seed, "subset": None}
    return Projected(((epoch, coordinates(values, center, directions)) for epoch, values in embeddings), facts)


def joint_basis(epochs: Iterable[tuple[int, np.ndarray]], count: int) -> tuple[np.ndarray, np.ndarray]:
    """Mean and leading directions of all epochs pooled.

    Equal to PCA fitted on the (e·n, d) matrix of all epochs, but streamed: the pooled covariance is the mean of the
    epochs' own covariances plus the covariance of their means.

    Args:
        epochs: (epoch, (n, d) float32), gone through once.
        count: directions; where d is smaller the rest are zero.

    Returns:
        center: (d,) float64.
        directions: (d, count) float64, orthonormal columns.
    """
    means, covariance = [], np.zeros(())
    for _, values in epochs:
        mean, own = mean_and_covariance(values)
        means.append(mean)
        covariance = covariance + own
    center = np.mean(means, axis=0)
    shifts = np.stack(means) - center
    directions, _ = leading_directions((covariance + shifts.T @ shifts) / len(means), count)
    return center, directions
