"""The frozen-epoch test: one more epoch in which nothing happened must not move the picture."""

from __future__ import annotations

from collections import deque
from dataclasses import replace

import numpy as np

from analysis.projections.contract import COMPONENTS, Embeddings, Projection

NOISE = 0.01  # of the embedding's standard deviation
STEADY = 0.02  # plot standard deviations: a mean step below it is not seen


def frozen_step(
    module: Projection, embeddings: Embeddings, *, components: int = COMPONENTS, seed: int = 0
) -> float | None:
    """Mean step on the plane, in plot standard deviations, from the last epoch to a copy of it with 1 % noise.

    The method runs anew on the epochs given and the copy, as it would if training had gone on without learning. The
    noise is normal, with 1 % of the standard deviation that the last epoch's features (and margins) have on average.
    Of more than two components the two on the screen count. The plot's standard deviation is that of the last epoch's
    positions: the root of their mean variance over the axes.

    Returns:
        In plot standard deviations; None where all samples of the last epoch coincide.
    """
    last = embeddings.epochs[-1]
    added = last + 1

    def read(epoch: int) -> np.ndarray:
        return _noisy(embeddings.read(last), seed) if epoch == added else embeddings.read(epoch)

    def margins(epoch: int) -> np.ndarray:
        return _noisy(embeddings.margins(last), seed + 1) if epoch == added else embeddings.margins(epoch)

    longer = replace(embeddings, epochs=[*embeddings.epochs, added], read=read, margins=margins)
    parts = module.project(longer, components=components, seed=seed).parts
    before, after = (positions[:, :COMPONENTS] for _, positions in deque(parts, maxlen=2))
    spread = float(np.sqrt(before.var(axis=0, dtype=np.float64).mean()))
    steps = np.linalg.norm(after.astype(np.float64) - before, axis=1)
    return float(steps.mean()) / spread if spread > 0 else None


def _noisy(values: np.ndarray, seed: int) -> np.ndarray:
    scale = NOISE * np.sqrt(values.var(axis=0, dtype=np.float64).mean())
    noise = np.random.default_rng(seed).standard_normal(values.shape, np.float32)
    return (values + noise * np.float32(scale)).astype(np.float32)
