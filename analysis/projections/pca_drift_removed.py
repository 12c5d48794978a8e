"""Joint PCA after every epoch was turned and shifted back onto the one before: motion without common drift.

A network may turn its whole embedding from one epoch to the next; distances, neighbors and what a new linear head could
read stay the same, yet every point moves. Each step's best turn in the full space takes that out. The turns are chained
from epoch to epoch rather than measured against one reference: neighboring epochs resemble each other most, no epoch is
singled out (starting the chain elsewhere turns all epochs alike, which the PCA undoes), and what is left of a step is
the least motion that any turn leaves.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from analysis.projections.contract import COMPONENTS, MOTION, SEED, Embeddings, Projected, basis_hash
from analysis.projections.moments import coordinates, cross_covariance, leading_directions, mean_and_covariance
from analysis.projections.procrustes import turn
from analysis.projections.repeatable import one_thread

TITLE = "Drift removed"
READS = (
    "Every epoch is turned and shifted back onto the one before, in the full space: what moves here moved against the "
    "rest of the samples; that all of them drift together is not shown."
)
READ_FOR: tuple[str, ...] = (MOTION,)
STABLE = True
VARIANCES_ADD = True


def project(embeddings: Embeddings, *, components: int = COMPONENTS, seed: int = SEED) -> Projected:
    """Turn every epoch onto the one before by orthogonal Procrustes, then project by joint PCA of what results.

    Two epochs are in memory at a time; the turns wait in a temporary file (d² float64 an epoch). The facts name per
    epoch the share of the step's squared displacement that was `drift`, None at the first.
    """
    facts: dict = {"seed": seed, "subset": None, "drift": []}
    centers, directions = [], []
    with tempfile.TemporaryFile() as turns:
        pooled = np.zeros(())
        for epoch in _turned(embeddings):
            turns.write(epoch.turn.tobytes())
            centers.append(epoch.mean)
            facts["drift"].append(epoch.drift)
            pooled = pooled + epoch.covariance
        shared, _ = leading_directions(pooled / len(centers), components)
        turns.seek(0)
        d = len(shared)
        for _ in centers:
            own = np.frombuffer(turns.read(8 * d * d)).reshape(d, d)
            with one_thread():
                directions.append(own @ shared)
    facts["basis"] = basis_hash(*centers, *directions)
    placed = zip(embeddings, centers, directions, strict=True)
    return Projected(((epoch, coordinates(values, *place)) for (epoch, values), *place in placed), facts)


@dataclass(frozen=True)
class _Turned:
    """An epoch on its way into the frame of the first.

    Attributes:
        mean: (d,) float64.
        turn: (d, d) float64, orthogonal; centered embeddings times it lie in the common frame.
        covariance: (d, d) float64 in the common frame.
        drift: share in [0, 1] of the step's squared displacement that turn and shift explain; None at the first epoch.
    """

    mean: np.ndarray
    turn: np.ndarray
    covariance: np.ndarray
    drift: float | None


def _turned(embeddings: Embeddings) -> Iterator[_Turned]:
    before, last = None, None
    for _, values in embeddings.followed(f"{TITLE}: turns"):
        mean, covariance = mean_and_covariance(values)
        if before is None or last is None:
            now = _Turned(mean, np.eye(len(mean)), covariance, None)
        else:
            cross = cross_covariance(values, before)
            own = turn(cross, float(np.sqrt(np.trace(covariance) * np.trace(last.covariance))) / len(mean))
            with one_thread():
                whole = own @ last.turn
                there = whole.T @ covariance @ whole
            drift = _drift(cross, own, spreads=(covariance, last.covariance), shift=mean - last.mean)
            now = _Turned(mean, whole, there, drift)
        yield now
        before, last = values, now


def _drift(cross: np.ndarray, own: np.ndarray, *, spreads: tuple[np.ndarray, np.ndarray], shift: np.ndarray) -> float:
    spread = sum(float(np.trace(covariance)) for covariance in spreads)
    moved = spread - 2 * float(np.trace(cross)) + float(shift @ shift)
    left = spread - 2 * float(np.sum(cross * own))
    return min(max(1 - left / moved, 0.0), 1.0) if moved > 0 else 0.0
