"""PCA of the last epoch: where did today's groups come from?"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from analysis.projections.contract import COMPONENTS, Embeddings
from analysis.projections.moments import coordinates, leading_directions, mean_and_covariance

TITLE = "PCA of the last epoch"
READS = (
    "The final view applied to every epoch: shows where today's groups came from; "
    "what only mattered in early epochs is not shown."
)


def project(embeddings: Embeddings) -> Iterator[tuple[int, np.ndarray]]:
    """Project every epoch onto the two leading directions of the last one, about the last one's mean.

    Yields:
        epoch, (n, 2) float32 coordinates.
    """
    center, covariance = mean_and_covariance(embeddings.read(embeddings.epochs[-1]))
    directions, _ = leading_directions(covariance, COMPONENTS)
    for epoch, values in embeddings:
        yield epoch, coordinates(values, center, directions)
