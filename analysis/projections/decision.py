"""The decision view: how far each sample is on either side of the boundary of two classes, and what else there is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from analysis.projections.class_pair import Pair, choose_pair
from analysis.projections.contract import COMPONENTS, MOTION, SEED, Embeddings, Projected, basis_hash
from analysis.projections.moments import coordinates, cross_covariance, leading_directions, mean_and_covariance

TITLE = "Decision"
READS = (
    "Left to right is the network's own margin between two classes, in logits: crossing the line is the prediction "
    "flipping between them. Bottom to top is the strongest variation that does not go with it; its unit is arbitrary."
)
READ_FOR: tuple[str, ...] = (MOTION,)
STABLE = True
VARIANCES_ADD = False

NOTHING = 1e-10  # of a variance: what rounding leaves where the margin was all there was


def project(embeddings: Embeddings, *, components: int = COMPONENTS, seed: int = SEED) -> Projected:
    """x: the exact margin; y (and z): the leading directions of what is left of the embedding without it.

    Per epoch, `a` = cov(embedding, margin) / var(margin) is the direction in which the embedding moves with the margin.
    Sliding every sample along it to the epoch's mean margin leaves an embedding whose every direction is uncorrelated
    with x. The covariances of these, pooled over epochs as in joint PCA, give one set of directions for all epochs, so
    that y does not jump. No matrix is inverted, so dead features and fewer samples than features need no care; where
    the margin is constant nothing is removed, where it was all that varied y is the same for all samples. y and z are
    multiplied by one number (`scale`) for the whole run so that x and y spread alike. Two facts verify the residual:
    `correlation` of x and y per epoch, 0 but for rounding, and `left`, the share of the embedding's variance that
    remains without the margin.

    Raises:
        Unsupported: the model has one class.

    Source: the direction is the "activation pattern" of Haufe et al. 2014 (NeuroImage 87) for one output.
    """
    pair, residual = choose_pair(embeddings), _Residual()
    for epoch, values in embeddings.followed(f"{TITLE}: moments"):
        residual.add(values, pair.margin(embeddings.margins(epoch)))
    directions, left = residual.directions(components - 1)
    spread = float(np.mean(residual.margin_variances))
    scale = float(np.sqrt(spread / left[0])) if left[0] > 0 and spread > 0 else 1.0
    basis = residual.center, directions * scale, residual.patterns
    facts = {"seed": seed, "subset": None, **pair.facts, "scale": scale, "left": residual.left(), "correlation": []}
    facts["guides"] = [{"axis": "x", "value": 0.0, "words": f"decision boundary: {pair.left} | {pair.right}"}]
    facts["basis"] = basis_hash(basis[0], basis[1], *basis[2], np.array(pair.columns))
    return Projected(_parts(embeddings, pair, basis, facts), facts)


@dataclass
class _Residual:
    """What is left of the embedding without the margin, gathered epoch by epoch.

    Attributes:
        means: per epoch, (d,) mean embedding.
        patterns: per epoch, (d,) change of the embedding per logit of margin.
        margin_variances, totals, removed: per epoch, the variance of the margin, of the embedding, and the part of the
            embedding's that goes with the margin.
        covariance: (d, d) sum over epochs of the residual's own covariances.
    """

    means: list[np.ndarray] = field(default_factory=list)
    patterns: list[np.ndarray] = field(default_factory=list)
    margin_variances: list[float] = field(default_factory=list)
    totals: list[float] = field(default_factory=list)
    removed: list[float] = field(default_factory=list)
    covariance: np.ndarray = field(default_factory=lambda: np.zeros(()))

    def add(self, values: np.ndarray, margin: np.ndarray) -> None:
        mean, covariance = mean_and_covariance(values)
        common, variance = cross_covariance(values, margin[:, None])[:, 0], float(margin.var())
        pattern = common / variance if variance > 0 else np.zeros_like(common)
        self.means.append(mean)
        self.patterns.append(pattern)
        self.margin_variances.append(variance)
        self.totals.append(float(np.trace(covariance)))
        self.removed.append(float(common @ pattern))
        self.covariance = self.covariance + covariance - np.outer(common, pattern)

    @property
    def center(self) -> np.ndarray:
        return np.mean(self.means, axis=0)

    def directions(self, count: int) -> tuple[np.ndarray, np.ndarray]:
        """Leading directions (d, count) of the residuals of all epochs pooled and their variances (count,)."""
        shifts = np.stack(self.means) - self.center
        found, left = leading_directions((self.covariance + shifts.T @ shifts) / len(self.means), count)
        something = left > NOTHING * np.mean(self.totals)
        return found * something, left * something

    def left(self) -> list[float]:
        """Per epoch, the share of the embedding's variance that the margin's direction does not take along."""
        pairs = zip(self.removed, self.totals, strict=True)
        return [round(max(1 - removed / total, 0.0), 6) if total > 0 else 0.0 for removed, total in pairs]


def _parts(
    embeddings: Embeddings, pair: Pair, basis: tuple[np.ndarray, np.ndarray, list[np.ndarray]], facts: dict
) -> Iterator[tuple[int, np.ndarray]]:
    center, directions, patterns = basis
    for (epoch, values), pattern in zip(embeddings, patterns, strict=True):
        margin = pair.margin(embeddings.margins(epoch))
        rest = coordinates(values, center, directions) - np.outer(margin - margin.mean(), pattern @ directions)
        facts["correlation"].append(_correlation(margin, rest[:, 0]))
        yield epoch, np.column_stack([margin, rest]).astype(np.float32)


def _correlation(margin: np.ndarray, rest: np.ndarray) -> float | None:
    """Pearson's correlation of x and y, what the residual should not have; None where one of them does not vary."""
    if margin.var() == 0 or rest.var() <= NOTHING * margin.var():
        return None
    return round(float(np.corrcoef(margin, rest)[0, 1]), 6)
