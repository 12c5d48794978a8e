"""PCA of the last epoch: where did today's groups come from?"""

from __future__ import annotations

from analysis.projections.contract import COMPONENTS, DISTANCES, MOTION, SEED, Embeddings, Projected, basis_hash
from analysis.projections.moments import coordinates, leading_directions, mean_and_covariance

TITLE = "PCA of the last epoch"
READS = (
    "The final view applied to every epoch: shows where today's groups came from; "
    "what only mattered in early epochs is not shown."
)
READ_FOR: tuple[str, ...] = (DISTANCES, MOTION)
STABLE = True
VARIANCES_ADD = True


def project(embeddings: Embeddings, *, components: int = COMPONENTS, seed: int = SEED) -> Projected:
    """Project every epoch onto the leading directions of the last one, about the last one's mean."""
    center, covariance = mean_and_covariance(embeddings.read(embeddings.epochs[-1]))
    directions, _ = leading_directions(covariance, components)
    facts = {"basis": basis_hash(center, directions), "seed": seed, "subset": None}
    return Projected(((epoch, coordinates(values, center, directions)) for epoch, values in embeddings), facts)
