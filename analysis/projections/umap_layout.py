"""A UMAP layout of landmarks, from neighbors found exactly and a start that is not drawn at random."""

from __future__ import annotations

import warnings

import numpy as np

from analysis.projections.landmarks import Landmarks
from analysis.projections.placing import nearest_landmarks

NEIGHBORS = 15  # umap-learn's default
ACROSS = 3  # of them at other epochs
MIN_DIST = 0.1
ROUNDS = 200


def lay_out(landmarks: Landmarks, start: np.ndarray, *, seed: int) -> np.ndarray:
    """Places of the landmarks.

    Args:
        landmarks: more than `NEIGHBORS` distinct points.
        start: (m, components) float32, where they are before.
        seed: of umap-learn's random state.

    Returns:
        (m, components) float32.
        Source: McInnes, Healy & Melville 2018, arXiv:1802.03426.
    """
    near, distances = neighbors_within_and_across(landmarks)
    with warnings.catch_warnings():
        # umap-learn imports TensorFlow for a variant that is not used here.
        warnings.filterwarnings("ignore", "Tensorflow not installed", ImportWarning)
        warnings.filterwarnings("ignore", r"precomputed_knn\[2\]", UserWarning)
        from umap import UMAP

        found = UMAP(
            n_neighbors=NEIGHBORS,
            n_components=start.shape[1],
            min_dist=MIN_DIST,
            n_epochs=ROUNDS,
            init=_spread_out(start, seed),
            random_state=seed,
            n_jobs=1,
            precomputed_knn=(near.astype(np.int32), distances.astype(np.float32)),
        ).fit_transform(landmarks.points)
    return found.astype(np.float32)


def neighbors_within_and_across(landmarks: Landmarks) -> tuple[np.ndarray, np.ndarray]:
    points, epochs = landmarks.points, landmarks.epochs
    near = np.empty((len(points), NEIGHBORS), np.int64)
    distances = np.empty(near.shape)
    for epoch in np.unique(epochs):
        own, others = np.flatnonzero(epochs == epoch), np.flatnonzero(epochs != epoch)
        across = min(ACROSS, len(others))
        across = max(across, NEIGHBORS - len(own))
        here, apart = nearest_landmarks(points[own], points[own], NEIGHBORS - across)
        here = own[here]
        if across:
            there, further = nearest_landmarks(points[own], points[others], across)
            here, apart = np.hstack([here, others[there]]), np.hstack([apart, further])
        order = np.argsort(apart, axis=1, kind="stable")
        near[own], distances[own] = np.take_along_axis(here, order, axis=1), np.take_along_axis(apart, order, axis=1)
    return near, distances


def _spread_out(start: np.ndarray, seed: int) -> np.ndarray:
    """The start with every axis of use: umap-learn divides each by its extent, and no two points may coincide."""
    noise = np.random.default_rng(seed).normal(size=start.shape)
    return (start + noise * 1e-4 * max(float(start.std()), 1e-6)).astype(np.float32)
