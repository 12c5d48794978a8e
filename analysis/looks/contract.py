"""The form of a measure of looks."""

from __future__ import annotations

from typing import Protocol

import numpy as np


class Measure(Protocol):
    """One module, one line in `analysis.looks.registry.MEASURES`."""

    TITLE: str
    READS: str  # one sentence for the screen: what it sees and what it does not
    SOURCE: str

    def prepare(self, thumbnails: np.ndarray) -> np.ndarray:
        """What is compared of each picture.

        Args:
            thumbnails: (b, 96, 96, 3) uint8.

        Returns:
            (b, f), a row a picture.
        """
        ...

    def alike(self, first: np.ndarray, second: np.ndarray) -> np.ndarray:
        """Similarity of pairs, the same whichever comes first.

        Args:
            first, second: (m, f) rows of what `prepare` returns.

        Returns:
            (m,) float32, at most 1, which is the same picture; higher is more alike.
        """
        ...
