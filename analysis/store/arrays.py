"""Zarr groups whose first axis is the epoch: written one epoch at a time, published whole.

The epoch axis only ever grows at its end. Growing and filling change the arrays' own metadata; readers (ours and
plain xarray) follow the group's consolidated metadata, which `publish` replaces in one atomic step. So a process killed
between two writes leaves what was published before, never arrays of unequal length.
"""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np
import zarr

from analysis.store.layout import SAMPLE_BLOCK, ArraySpec
from data.locations import exists, join

UNLABELLED = -1  # a place on the epoch axis whose writer was killed before it could say which epoch it is


def member(group: zarr.Group, name: str) -> Any:
    """An array of a group, typed as one: Zarr's own types allow a group there, which we never write."""
    return group[name]


class EpochArrays:
    """The writer's view of one group.

    Args:
        location: path or URL of the group.
        coordinates: axis name -> its labels (`sample`, `class`), written once when the group is made.
    """

    def __init__(self, location: str, coordinates: dict[str, list[str]]):
        self.location = location
        fresh = not exists(join(location, "zarr.json"))
        self.group = zarr.open_group(location, mode="a", zarr_format=3, use_consolidated=False)
        if fresh or "epoch" not in self.group:
            self._coordinate("epoch", np.zeros(0, np.int64))
        for axis, labels in coordinates.items():
            self._coordinate(axis, labels)

    @property
    def epochs(self) -> list[int]:
        """Epochs that have a place on the axis, in the order of the axis (complete or not)."""
        return [int(epoch) for epoch in member(self.group, "epoch")[:] if epoch != UNLABELLED]

    def write(self, name: str, epoch: int, block: np.ndarray, start: int = 0) -> None:
        """Write samples [start, start + len(block)) of one epoch of an array.

        Args:
            block: (n', …) values; the axes after `epoch`, cut to these samples.
        """
        place = self._place(epoch)
        array = member(self.group, name)
        array[place, start : start + len(block)] = block

    def create(self, name: str, spec: ArraySpec, shape: tuple[int, ...], attributes: dict | None = None) -> None:
        """Make sure an array of this form exists and covers every epoch of the axis.

        Args:
            shape: sizes of `spec.axes`. An array of another shape is replaced.
        """
        epochs = len(self.epochs)
        if name in self.group and member(self.group, name).shape[1:] != shape:
            del self.group[name]
        if name not in self.group:
            block = (min(SAMPLE_BLOCK, shape[0]), *shape[1:])
            self.group.create_array(
                name,
                shape=(epochs, *shape),
                chunks=(1, *block),
                dtype=spec.dtype,
                fill_value=spec.fill,
                dimension_names=["epoch", *spec.axes],
            )
        elif member(self.group, name).shape[0] != epochs:
            member(self.group, name).resize((epochs, *shape))
        if attributes:
            member(self.group, name).attrs.update(attributes)

    def constant(self, name: str, values: np.ndarray, axes: tuple[str, ...]) -> None:
        """Write an array that has no epoch axis, whole."""
        if name in self.group:
            del self.group[name]
        chunks = (min(64, values.shape[0]), *values.shape[1:])
        self.group.create_array(name, shape=values.shape, chunks=chunks, dtype=values.dtype, dimension_names=axes)
        member(self.group, name)[:] = values

    def add_epoch(self, epoch: int) -> None:
        """Give an epoch a place at the end of the axis, in every array of the group."""
        epochs = self.epochs
        if epoch not in epochs:
            axis = member(self.group, "epoch")
            axis.resize((len(epochs) + 1,))
            axis[len(epochs)] = epoch
        self._align()

    def publish(self) -> None:
        """Let readers see what was written, in one atomic step."""
        self._align()
        with warnings.catch_warnings():
            # Consolidated metadata is outside the Zarr 3 text; xarray and zarr both read it, others fall back.
            warnings.filterwarnings("ignore", message="Consolidated metadata is currently not part")
            zarr.consolidate_metadata(self.group.store, path=self.group.path or None, zarr_format=3)

    def _align(self) -> None:
        length = len(self.epochs)
        for name, array in self.group.arrays():
            dimensions = getattr(array.metadata, "dimension_names", None) or ()
            if name != "epoch" and "epoch" in dimensions[:1] and array.shape[0] != length:
                array.resize((length, *array.shape[1:]))

    def _place(self, epoch: int) -> int:
        return self.epochs.index(epoch)

    def _coordinate(self, axis: str, labels) -> None:
        text = axis != "epoch"
        values = np.asarray(labels, dtype=np.dtypes.StringDType()) if text else np.asarray(labels, np.int64)
        if axis in self.group:
            if np.array_equal(member(self.group, axis)[:], values):
                return
            del self.group[axis]  # its writer was killed before it had filled it
        array = self.group.create_array(
            axis,
            shape=values.shape,
            chunks=(max(1024, len(values)),),
            dtype=str if text else "int64",
            fill_value="" if text else UNLABELLED,
            dimension_names=[axis],
        )
        if len(values):
            array[:] = values
