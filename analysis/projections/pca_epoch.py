"""PCA of every epoch by itself, each plane turned onto the one before: the recipe found in blogs, to compare with."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from analysis.projections.contract import COMPONENTS, DISTANCES, SEED, Embeddings, Projected, basis_hash
from analysis.projections.moments import coordinates, leading_directions, mean_and_covariance
from analysis.projections.procrustes import turn

TITLE = "PCA per epoch"
READS = (
    "Each epoch's own best plane: distances within an epoch may be read. The plane itself changes between epochs, so "
    "points may move that did not and rest that moved; kept to compare the others with."
)
READ_FOR: tuple[str, ...] = (DISTANCES,)
STABLE = True
VARIANCES_ADD = True


def project(embeddings: Embeddings, *, components: int = COMPONENTS, seed: int = SEED) -> Projected:
    """Project every epoch onto its own leading directions, then turn (or mirror) the plane onto the epoch before.

    The turn is orthogonal Procrustes on the coordinates, so it keeps all distances on the plane; it cannot mend a
    plane that became another one. Embeddings are read once.
    """
    facts: dict = {"seed": seed, "subset": None}
    return Projected(_parts(embeddings, components, facts), facts)


def _parts(embeddings: Embeddings, components: int, facts: dict) -> Iterator[tuple[int, np.ndarray]]:
    basis: list[np.ndarray] = []
    before, breadth = np.zeros(()), 0.0
    for epoch, values in embeddings:
        center, covariance = mean_and_covariance(values)
        own, variances = leading_directions(covariance, components)
        positions = coordinates(values, center, own)
        if basis:
            cross = positions.T.astype(np.float64) @ before / len(positions)
            own = own @ turn(cross, float(np.sqrt(variances.mean() * breadth)))
            positions = coordinates(values, center, own)
        basis += [center, own]
        before, breadth = positions, float(variances.mean())
        yield epoch, positions
    facts["basis"] = basis_hash(*basis)
