"""Reading what the stage of `analysis.looks` stored: how alike the nearest neighbors of every sample look."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property, lru_cache

import numpy as np
import pandas as pd

from analysis.contract import StoreError
from analysis.store import layout
from analysis.store.tables import current_epochs, read_table

LABEL = "label"  # beside the measures of looks: the share of the neighbors that have the sample's label
BASELINES = ("random", "same_label", "other_label", "pixel_neighbors")
MISSING = "Add it with: python -m analysis run CHECKPOINTS"


class Looks:
    """How alike neighbors look, sample by sample, so that any population is a mean over its rows.

    Everything is a similarity: higher is more alike, 1 is the same.

    Attributes:
        epochs: epochs measured, ascending; empty where the analysis has not measured any.
        measures: name -> {"title", "reads", "source"}; "label" (`LABEL`) comes last.
        among: "all", and "other_groups" where some group has two samples.
        facts: `neighbors` (how many nearest ones), `pairs` (drawn for each baseline), `seed`.
    """

    def __init__(self, location: str, manifest: dict, read: Callable[[str, Sequence[int]], np.ndarray]):
        entry = manifest.get("looks") or {}
        self.location = location
        self.epochs: list[int] = current_epochs(manifest, "looks") if entry else []
        self.measures: dict[str, dict] = entry.get("measures", {}) if self.epochs else {}
        self.among: tuple[str, ...] = tuple(entry.get("among", ())) if self.epochs else ()
        self.facts = {name: entry.get(name) for name in ("neighbors", "pairs", "seed")}
        self._run, self._read = str(manifest["run"]), read
        self.over_epochs = lru_cache(maxsize=16)(self._over_epochs)

    def __call__(self, measure: str, epoch: int, among: str = "all") -> np.ndarray:
        """(n,) float32: mean similarity of each sample to its nearest neighbors at one epoch; NaN without any.

        Args:
            measure: one of `measures`; "label" gives the share of neighbors with the sample's label.
            among: one of `among`.
        """
        values = self.over_epochs(measure, among)
        if epoch not in self.epochs:
            found = ", ".join(map(str, self.epochs))
            raise StoreError(f"Run {self._run} has no looks at epoch {epoch}. It has: {found}. {MISSING}")
        return values[self.epochs.index(epoch)]

    def _over_epochs(self, measure: str, among: str = "all") -> np.ndarray:
        """(e, n) float32: the same for every epoch of `epochs`."""
        self._check(measure, among)
        return self._read(layout.looks_array(measure, among), tuple(self.epochs))

    def baseline(self, measure: str, name: str, among: str = "all") -> np.ndarray:
        """(n,) float32, the same for all epochs: mean similarity of each sample to others that no network chose.

        Args:
            name: one of `BASELINES`: "random" others, others of the "same_label" or of an "other_label" (NaN where
                there are none), and "pixel_neighbors", the nearest by the pixels of the thumbnails.
        """
        self._check(measure, among)
        if name not in BASELINES:
            raise StoreError(f"No baseline {name!r}. There are: {', '.join(BASELINES)}.")
        return self._samples[layout.looks_baseline(measure, name, among)].to_numpy()

    @cached_property
    def table(self) -> pd.DataFrame:
        """The whole set, one row per epoch, measure and among; columns as `analysis.looks.table.COLUMNS`; empty when
        nothing was measured."""
        if not self.epochs:
            return pd.DataFrame(columns=["epoch", "measure", "among", "mean", "low", "high"])
        table = read_table(self.location, layout.LOOKS)
        return table[table["epoch"].isin(self.epochs)].reset_index(drop=True)

    @cached_property
    def _samples(self) -> pd.DataFrame:
        return read_table(self.location, layout.LOOKS_SAMPLES)

    def received(self, measure: str, among: str = "all") -> np.ndarray:
        """(e, n) float32: the sum of each sample's parts in the means of those that have it as a neighbor, which
        intervals of the whole set need."""
        self._check(measure, among)
        return self._read(f"{layout.looks_array(measure, among)}_received", tuple(self.epochs))

    def _check(self, measure: str, among: str) -> None:
        if measure in self.measures and among in self.among:
            return
        found = "; ".join(", ".join(names) or "none" for names in (self.measures, self.among))
        raise StoreError(f"Run {self._run} has no looks {measure!r} among {among!r}. It has: {found}. {MISSING}")
