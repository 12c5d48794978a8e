"""Reading the arrays of `arrays.zarr`, epoch by epoch or several epochs at once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
import zarr

from analysis.contract import StoreError
from analysis.store import layout
from analysis.store.arrays import member
from data.locations import join


class EpochReader:
    """The arrays of one run; only complete epochs are readable.

    Args:
        location: folder or URL of the store.
        name: of the run, for messages.
        epochs: complete epochs.
    """

    def __init__(self, location: str, name: str, epochs: list[int]):
        self.location, self.name, self.epochs = location, name, epochs
        self.cached = lru_cache(maxsize=24)(self.read)

    def read(self, array: str, epoch: int) -> np.ndarray:
        """One epoch of an array, read-only. Raises StoreError for an epoch that is not complete."""
        return self._read(array, self._place(epoch))

    def read_several(self, array: str, epochs: Sequence[int]) -> np.ndarray:
        """(e, …) several epochs of an array, in the order given, read-only. Raises StoreError as `read`."""
        return self._read(array, [self._place(epoch) for epoch in epochs])

    def _read(self, array: str, place: int | list[int]) -> np.ndarray:
        stored = self._stored(array)
        values = np.asarray(stored[place] if isinstance(place, int) else stored.oindex[place])  # one: no copy
        values.setflags(write=False)
        return values

    def _place(self, epoch: int) -> int:
        if epoch not in self.epochs:
            found = ", ".join(map(str, self.epochs)) or "none"
            raise StoreError(f"Run {self.name} has no complete epoch {epoch}. It has: {found}.")
        if epoch not in self._places:
            raise self._changed(f"epoch {epoch}")
        return self._places[epoch]

    def _stored(self, array: str) -> Any:
        if array not in self._group:
            raise self._changed(f"array {array}")
        return member(self._group, array)

    def _changed(self, what: str) -> StoreError:
        return StoreError(
            f"Run {self.name} has no {what} in its {layout.ARRAYS}. Is an analysis at work on it? "
            "Then open it again when that is done; else run the analysis again."
        )

    def of_sample(self, array: str, row: int) -> np.ndarray:
        """(e, …) one sample of an array at every complete epoch; reads only the blocks that hold the sample."""
        return np.asarray(self._stored(array)[:, row])[[self._place(epoch) for epoch in self.epochs]]

    def first(self, array: str, count: int) -> np.ndarray:
        """(e, n, count) the first values along the last axis at every complete epoch, read one epoch at a time."""
        stored = self._stored(array)
        found = np.empty((len(self.epochs), stored.shape[1], min(count, stored.shape[2])), stored.dtype)
        for place, epoch in enumerate(self.epochs):
            found[place] = np.asarray(stored[self._place(epoch)])[:, :count]
        found.setflags(write=False)
        return found

    @cached_property
    def _group(self) -> zarr.Group:
        try:
            return zarr.open_group(join(self.location, layout.ARRAYS), mode="r")
        except FileNotFoundError as error:
            raise StoreError(
                f"{self.location} has no {layout.ARRAYS}. Run the analysis again: it redoes what is missing."
            ) from error

    @cached_property
    def _places(self) -> dict[int, int]:
        return {int(epoch): place for place, epoch in enumerate(member(self._group, "epoch")[:])}
