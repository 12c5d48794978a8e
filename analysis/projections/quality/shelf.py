"""Some samples' embeddings of all epochs, in a temporary file: read again without reading the store again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from tempfile import TemporaryFile
from typing import BinaryIO

import numpy as np

from analysis.projections.contract import Embeddings


@contextmanager
def shelf(embeddings: Embeddings, rows: np.ndarray) -> Iterator[Shelf]:
    """Open a shelf for some samples of a run; it is gone when the block ends.

    Args:
        embeddings: the run's, with all n samples.
        rows: (m,) int64 row numbers of the samples to keep.
    """
    with TemporaryFile() as file:
        yield Shelf(embeddings, rows, file)


class Shelf:
    """A place for (e, m, d) float32 on disk, so that memory need not hold all epochs. Made by `shelf`."""

    def __init__(self, embeddings: Embeddings, rows: np.ndarray, file: BinaryIO):
        self._whole, self._rows, self._file = embeddings, rows, file
        self._shape: tuple[int, ...] = (0, 0)

    def add(self, values: np.ndarray) -> None:
        """Keep the chosen samples of the next epoch: values (n, d) float32, epochs ascending."""
        kept = np.ascontiguousarray(values[self._rows], np.float32)
        self._shape = kept.shape
        self._file.write(kept.tobytes())

    def embeddings(self) -> Embeddings:
        """The chosen samples of all epochs, as a run of their own."""
        whole, rows = self._whole, self._rows
        return replace(
            whole,
            read=self._read,
            labels=whole.labels[rows],
            margins=lambda epoch: whole.margins(epoch)[rows],
            held_out=None if whole.held_out is None else whole.held_out[rows],
        )

    def _read(self, epoch: int) -> np.ndarray:
        size = 4 * self._shape[0] * self._shape[1]
        self._file.seek(size * self._whole.epochs.index(epoch))
        return np.frombuffer(self._file.read(size), np.float32).reshape(self._shape)
