"""The points that every design draws: a moving cloud, rare positives, and a few that stand alone to be clicked."""

from __future__ import annotations

import numpy as np

CLASSES = ("benign", "malignant", "alone")
COLORS = ("#0072b2", "#d55e00", "#d400ff")
ALONE = 8  # samples on a ring outside everything, the same at every epoch
POSITIVES = 0.0176  # share, as in SIIM-ISIC 2020


def cloud(n: int, epochs: int) -> tuple[np.ndarray, np.ndarray]:
    """Trajectories of n samples.

    Returns:
        positions: (e, n, 2) float32, within the ring of radius 1.
        labels: (n,) uint8, indices into `CLASSES`; the last `ALONE` samples are alone.
    """
    random = np.random.default_rng(0)
    labels = (random.random(n) < POSITIVES).astype(np.uint8)
    labels[-ALONE:] = 2
    start, own = random.normal(0, 0.13, (2, n, 2))
    goal = np.where(labels[:, None] == 1, [0.3, 0.1], [-0.15, -0.05]) + own
    time = np.linspace(0, 1, epochs)[:, None, None]
    positions = np.clip((1 - time) * start + time * goal, -0.6, 0.6).astype(np.float32)
    angles = (np.arange(ALONE) + 0.5) * (2 * np.pi / ALONE)
    positions[:, -ALONE:] = np.stack([np.cos(angles), np.sin(angles)], axis=1) * [1, 0.8]
    return positions, labels
