"""Motion fidelity: do the samples that move far on the plane move far in the embedding?"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from scipy.stats import spearmanr

from analysis.movement import displacement


def fidelity(full: np.ndarray, screen: np.ndarray) -> float | None:
    """Spearman's rank correlation of two lists of displacements, ties at their mean rank.

    Args:
        full: (n,) finite displacements in the embedding.
        screen: (n,) finite displacements on the plane.

    Returns:
        In [-1, 1]; None where it is undefined: fewer than two samples, or displacements that are all equal on either
        side (nothing moved, for one).
    """
    if len(full) < 2 or any((side == side[0]).all() for side in (full, screen)):
        return None
    return float(spearmanr(full, screen).statistic)


@dataclass
class Motion:
    """Motion fidelity of every step, and of all steps pooled, from epochs given one after another.

    Attributes:
        full, screen: per step, (n,) float64 displacements in the embedding and on the plane.
    """

    full: list[np.ndarray] = field(default_factory=list)
    screen: list[np.ndarray] = field(default_factory=list)
    _last: tuple[np.ndarray, np.ndarray] | None = None

    def step(self, embeddings: np.ndarray, positions: np.ndarray) -> float | None:
        """Fidelity of the step from the epoch given before to this one; None at the first, and beside a bad epoch.

        Args:
            embeddings: (n, d) float32 of the next epoch.
            positions: (n, components) float32.
        """
        now = (embeddings, positions) if np.isfinite(embeddings).all() and np.isfinite(positions).all() else None
        last, self._last = self._last, now
        if last is None or now is None:
            return None
        full, screen = (displacement(before, after) for before, after in zip(last, now, strict=True))
        self.full.append(full)
        self.screen.append(screen)
        return fidelity(full, screen)

    def whole_run(self) -> float | None:
        """Fidelity over all samples of all steps; a step in which nothing moved counts as ties at zero."""
        return fidelity(np.concatenate(self.full), np.concatenate(self.screen)) if self.full else None
