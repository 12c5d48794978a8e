"""UMAP of all epochs together: landmarks are laid out once, then every sample of every epoch is placed among them."""

from __future__ import annotations

from importlib.metadata import version

import numpy as np

from analysis.projections.contract import COMPONENTS, NEIGHBOURHOODS, SEED, Embeddings, Projected, basis_hash
from analysis.projections.landmarks import choose_landmarks, choose_samples
from analysis.projections.moments import coordinates
from analysis.projections.pca_joint import joint_basis
from analysis.projections.placing import place
from analysis.projections.umap_layout import MIN_DIST, NEIGHBORS, ROUNDS, lay_out

TITLE = "UMAP, epochs together"
READS = (
    "One layout for all epochs: which samples lie together may be read; "
    "how far apart groups are, how large they are and how long a way is may not."
)
READ_FOR: tuple[str, ...] = (NEIGHBOURHOODS,)
STABLE = True
VARIANCES_ADD = False

DIMENSIONS = 50  # of joint PCA, before anything else
PLACED_BY = 5  # landmarks that place a sample


def project(embeddings: Embeddings, *, components: int = COMPONENTS, seed: int = SEED) -> Projected:
    """Reduce by joint PCA, lay out some samples of some epochs by UMAP, place all samples among their landmarks.

    Landmarks are placed as all others are. Where there are too few distinct points for UMAP, their joint PCA is the
    layout, and `settings.layout` says so.
    """
    center, directions = joint_basis(embeddings.followed(f"{TITLE}: moments"), max(DIMENSIONS, components))
    subset = choose_samples(embeddings.labels)
    paths = {epoch: coordinates(values[subset.rows], center, directions) for epoch, values in embeddings}
    landmarks = choose_landmarks(subset, paths)
    few = len(landmarks.points) <= NEIGHBORS
    start = landmarks.points[:, :components]
    layout = start if few else lay_out(landmarks, start, seed=seed)
    facts = {
        "basis": basis_hash(center, directions, landmarks.points, layout),
        "seed": seed,
        "subset": landmarks.subset.facts,
        "landmarks": len(landmarks.points),
        **_method(len(landmarks.points) if few else None),
    }

    def positions(values: np.ndarray) -> np.ndarray:
        points = coordinates(values, center, directions)
        return points[:, :components] if few else place(points, landmarks.points, layout, k=PLACED_BY)

    return Projected(((epoch, positions(values)) for epoch, values in embeddings), facts)


def _method(too_few: int | None) -> dict:
    if too_few is not None:
        return {"layout": f"joint PCA: UMAP needs more than {NEIGHBORS} distinct points, there are {too_few}"}
    return {
        "layout": f"umap-learn {version('umap-learn')}",
        "dimensions": DIMENSIONS,
        "umap_neighbors": NEIGHBORS,
        "min_dist": MIN_DIST,
        "rounds": ROUNDS,
        "placed_by": PLACED_BY,
    }
