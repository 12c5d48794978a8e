"""The form of a projection module."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

import numpy as np

COMPONENTS = 2


@dataclass(frozen=True)
class Embeddings:
    """The embeddings of a run, read one epoch at a time.

    Attributes:
        epochs: epochs, ascending.
        read: epoch -> (n, d) float32.
    """

    epochs: list[int]
    read: Callable[[int], np.ndarray]

    def __iter__(self) -> Iterator[tuple[int, np.ndarray]]:
        return ((epoch, self.read(epoch)) for epoch in self.epochs)


class Projection(Protocol):
    """One module, one line in `analysis.projections.registry.PROJECTIONS`."""

    TITLE: str
    READS: str  # one sentence for the screen: what may be read from it and what may not

    def project(self, embeddings: Embeddings) -> Iterator[tuple[int, np.ndarray]]:
        """Yield (epoch, coordinates (n, 2) float32), epochs ascending; deterministic, one epoch in memory at a time."""
        ...
