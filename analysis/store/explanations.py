"""Reading explanations.zarr: raw maps per method, epoch, sample and class."""

from __future__ import annotations

from functools import cached_property

import numpy as np
import zarr

from analysis.contract import StoreError
from analysis.store.arrays import member

IMAGES = "images"


class Explanations:
    """The maps of the explained samples of one run, read only.

    Attributes:
        methods: method name -> its manifest entry: `title`, `signed`, `source`, `settings`, `epochs`, and `unsupported`
            (the reason, in words) where the method cannot serve this model.
    """

    def __init__(self, location: str, entries: dict, classes: list[str]):
        self.location = location
        self.methods: dict[str, dict] = entries.get("methods", {})
        self.samples: list[str] = list(entries.get("samples", []))
        self._classes = classes

    def has(self, method: str, epoch: int, sample: str) -> bool:
        """Whether a map was computed."""
        entry = self.methods.get(method, {})
        return sample in self._rows and epoch in entry.get("epochs", [])

    def map(self, method: str, epoch: int, sample: str, class_index: int) -> np.ndarray:
        """One raw map: (h, w) float32 at the method's own resolution, in units of the explained logit.

        Raises:
            StoreError: no such map was computed.
        """
        if not self.has(method, epoch, sample):
            raise StoreError(
                f"No {method} map of sample {sample} at epoch {epoch}: it was not among the explained samples."
            )
        if method not in self._group or epoch not in self._places:
            raise StoreError(
                f"{self.location} has no {method} maps of epoch {epoch}. Is an analysis at work on it? "
                "Then open the run again when that is done; else run the analysis again."
            )
        return np.asarray(member(self._group, method)[self._places[epoch], self._rows[sample], class_index])

    def residual(self, method: str, epoch: int, sample: str, class_index: int) -> float | None:
        """The map's completeness gap as a share of the logit range; None where the method promises no completeness."""
        name = f"{method}_residual"
        if name not in self._group or not self.has(method, epoch, sample):
            return None
        value = float(member(self._group, name)[self._places[epoch], self._rows[sample], class_index])
        return None if np.isnan(value) else value

    def image(self, sample: str) -> np.ndarray:
        """The explained picture as the model sees it, before preprocessing: (y, x, channels) uint8."""
        if sample not in self._rows:
            raise StoreError(f"Sample {sample} was not explained.")
        return np.asarray(member(self._group, IMAGES)[self._rows[sample]])

    @cached_property
    def _rows(self) -> dict[str, int]:
        return {sample: row for row, sample in enumerate(self.samples)}

    @cached_property
    def _places(self) -> dict[int, int]:
        return {int(epoch): place for place, epoch in enumerate(member(self._group, "epoch")[:])}

    @cached_property
    def _group(self) -> zarr.Group:
        try:
            return zarr.open_group(self.location, mode="r")
        except FileNotFoundError as error:
            raise StoreError(
                f"{self.location} is missing. Run the analysis again: it redoes what is missing."
            ) from error
