"""Places for samples among landmarks whose places are known: exact, repeatable, and still when a sample is still."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from analysis.projections.repeatable import one_thread

ROWS = 256  # samples to a block: 20 MB of distances to 20,000 landmarks
LANES = 4  # blocks at work at a time


def place(points: np.ndarray, landmarks: np.ndarray, layout: np.ndarray, *, k: int) -> np.ndarray:
    """Mean place of each point's k nearest landmarks, the nearer the more.

    A landmark's weight falls evenly with its distance and reaches 0 at the (k + 1)-th nearest, so places change without
    jumps as points move and one landmark takes over from another.

    Args:
        points: (n, d) float32.
        landmarks: (m, d) float32, m of at least 1.
        layout: (m, components) float32, the landmarks' places.
        k: landmarks that count; cut to m - 1, and a single landmark takes all.

    Returns:
        (n, components) float32.
    """
    near, distances = nearest_landmarks(points, landmarks, k + 1)
    limit = distances.max(axis=1, keepdims=True)
    # Where all are equally far they count alike.
    weights = np.where(limit > distances.min(axis=1, keepdims=True), limit - distances, 1.0)
    weights /= weights.sum(axis=1, keepdims=True)
    return np.einsum("nk,nkc->nc", weights, layout[near], dtype=np.float64).astype(np.float32)


def nearest_landmarks(points: np.ndarray, landmarks: np.ndarray, k: int) -> tuple[np.ndarray, np.ndarray]:
    """The k landmarks nearest to each point, found in float32, nearest first.

    Args:
        points: (n, d) float32.
        landmarks: (m, d) float32.
        k: cut to m.

    Returns:
        near: (n, k) int64 rows of `landmarks`; ties by row.
        distances: (n, k) float64, Euclidean.
    """
    k = min(k, len(landmarks))
    center = landmarks.mean(axis=0)
    there = landmarks - center
    squares = np.einsum("md,md->m", there, there)

    def block(start: int) -> tuple[np.ndarray, np.ndarray]:
        here = points[start : start + ROWS] - center
        # The point's own square is the same for all landmarks and does not change their order.
        apart = here @ there.T
        apart *= -2
        apart += squares
        near = np.sort(np.argpartition(apart, k - 1, axis=1)[:, :k], axis=1)
        distances = np.linalg.norm(here[:, None].astype(np.float64) - there[near], axis=2)
        order = np.argsort(distances, axis=1, kind="stable")
        return np.take_along_axis(near, order, axis=1), np.take_along_axis(distances, order, axis=1)

    with one_thread(), ThreadPoolExecutor(min(LANES, os.cpu_count() or 1)) as pool:
        near, distances = zip(*pool.map(block, range(0, len(points), ROWS)), strict=True)
    return np.concatenate(near), np.concatenate(distances)
