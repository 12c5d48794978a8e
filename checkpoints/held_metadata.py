"""One sample's metadata given to every picture, so that a model of two inputs can be asked about pictures alone."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np


class HeldMetadata:
    """A row of metadata that functions traced once can be given anew.

    Attributes:
        length: m, numbers a sample.
        known: whether anything is held now.
    """

    def __init__(self, length: int) -> None:
        self.length, self.known = length, False
        self._lock = threading.RLock()
        self._variable: Any = None

    @contextmanager
    def holding(self, metadata: np.ndarray) -> Iterator[None]:
        """Hold a sample's metadata (m,) as long as the block lasts; one thread at a time."""
        with self._lock:
            self._row().assign(metadata)
            self.known = True
            try:
                yield
            finally:
                self.known = False
                self._row().assign(np.full(self.length, np.nan))  # what is computed without any is no number

    def rows(self, count: Any) -> Any:
        """(count, m) float32 tensor: what is held, again and again; for functions that are being traced."""
        import tensorflow as tf

        return tf.repeat(self._row()[None], count, axis=0)

    def _row(self) -> Any:
        import tensorflow as tf

        with self._lock:
            if self._variable is None:
                with tf.init_scope():  # it outlives the function that is being traced
                    self._variable = tf.Variable(np.full(self.length, np.nan, np.float32), trainable=False)
            return self._variable
