"""The form of a projection module."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np

from data.progress import progress

COMPONENTS = 2  # what a screen shows; a third may be computed and stored
SEED = 0
DISTANCES, MOTION, NEIGHBOURHOODS = "distances", "motion", "neighbourhoods"


@dataclass(frozen=True)
class Embeddings:
    """What a run knows of its samples, read one epoch at a time.

    Attributes:
        epochs: epochs, ascending.
        read: epoch -> (n, d) float32, finite.
        labels: (n,) int64 index into `classes`; -1 where a sample's label is none of them.
        classes: (c,) names in the order of the model's outputs.
        margins: epoch -> (n, c) float32 log scores less their mean per sample: the difference of two classes is the
            difference of their logits.
        held_out: (n,) bool, samples that training did not learn from; None when nothing is known of that.
        pair: two class names that the user asked to see against each other; None leaves the choice to the module.
    """

    epochs: list[int]
    read: Callable[[int], np.ndarray]
    labels: np.ndarray
    classes: list[str]
    margins: Callable[[int], np.ndarray]
    held_out: np.ndarray | None = None
    pair: tuple[str, str] | None = None

    def __iter__(self) -> Iterator[tuple[int, np.ndarray]]:
        return ((epoch, self.read(epoch)) for epoch in self.epochs)

    def followed(self, label: str) -> Iterable[tuple[int, np.ndarray]]:
        """The same, with a progress bar."""
        return progress(self, label=label, total=len(self.epochs), unit="epochs")


@dataclass(frozen=True)
class Projected:
    """A projection on its way.

    Attributes:
        parts: (epoch, coordinates (n, components) float32), epochs ascending, computed as they are asked for.
        facts: JSON values that belong to the run's record; complete once `parts` is exhausted. Always there:
            `basis` (see `basis_hash`), `seed`, `subset` (None: all samples; else {"id", "size", "rule"}). Also
            `guides`, lines for the screen: [{"axis": "x", "value": 0.0, "words": "decision boundary: mole | mel"}].
    """

    parts: Iterator[tuple[int, np.ndarray]]
    facts: dict[str, Any] = field(default_factory=dict)


class Projection(Protocol):
    """One module, one line in `analysis.projections.registry.PROJECTIONS`."""

    TITLE: str
    READS: str  # one sentence for the screen: what may be read from it and what may not
    READ_FOR: tuple[str, ...]  # out of DISTANCES, MOTION, NEIGHBOURHOODS
    STABLE: bool  # an epoch in which nothing happened must not move visibly (frozen-epoch test below 0.02)
    VARIANCES_ADD: bool  # axes are orthonormal directions of the embedding, so shares of its variance can be read off

    def project(self, embeddings: Embeddings, *, components: int = COMPONENTS, seed: int = SEED) -> Projected:
        """Place every sample at every epoch; deterministic, never all epochs in memory.

        Args:
            components: 2 or 3; the screen shows the first two.
            seed: start of every random choice, for methods that make one.

        Raises:
            analysis.contract.Unsupported: this run cannot be shown so; the message says why.
        """
        ...


def basis_hash(*parts: np.ndarray) -> str:
    """SHA-256 (hex) over the float64 bytes of everything that places a point, in the order given."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(np.ascontiguousarray(part, np.float64).tobytes())
    return digest.hexdigest()
