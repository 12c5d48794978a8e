"""Reading what the stage of `analysis.nuisances` stored: how far neighbors agree in what should not matter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property, lru_cache

import numpy as np
import pandas as pd

from analysis.contract import StoreError
from analysis.store import layout
from analysis.store.tables import current_epochs, read_table

MISSING = "Add it with: python -m analysis run CHECKPOINTS"
LINES = ("random", "by_label")


class Nuisances:
    """Agreement of neighbors in metadata and in what was measured on the pictures, sample by sample.

    Attributes:
        epochs: epochs measured, ascending; empty where the analysis has not measured any.
        columns: name -> {"kind": "categorical" (agreement is the share of equal values) or "numeric" (1 minus the
            distance of ranks, as a share of all ranks), "source": "metadata" or "picture", "known": samples with a
            value, "title", "unit"}; metadata first.
        left_out: column -> why it was not measured.
        among: "all", and "other_groups" where some group has two samples.
        facts: `neighbors` (how many nearest ones), `rule` (when a network lets go, in words), `threshold`.
    """

    def __init__(self, location: str, manifest: dict, read: Callable[[str, Sequence[int]], np.ndarray]):
        entry = manifest.get("nuisances") or {}
        self.location = location
        self.epochs: list[int] = current_epochs(manifest, "nuisances") if entry else []
        self.columns: dict[str, dict] = entry.get("columns", {}) if self.epochs else {}
        self.left_out: dict[str, str] = entry.get("left_out", {})
        self.among: tuple[str, ...] = tuple(entry.get("among", ())) if self.epochs else ()
        self.facts = {name: entry.get(name) for name in ("neighbors", "rule", "threshold")}
        self._run, self._read = str(manifest["run"]), read
        self._whole = lru_cache(maxsize=4)(self._read)

    def __call__(self, column: str, epoch: int, among: str = "all", line: str | None = None) -> np.ndarray:
        """(n,) float32 agreement of each sample with its nearest neighbors at one epoch, in [0, 1]; NaN where its own
        value or all of theirs are not known.

        Args:
            column: one of `columns`.
            line: "random" gives what others drawn by lot would agree, exactly; "by_label" the same if each neighbor
                were any other sample of its label: what grouping by label alone explains.
        """
        if epoch not in self.epochs:
            found = ", ".join(map(str, self.epochs)) or "none"
            raise StoreError(f"Run {self._run} has no nuisances at epoch {epoch}. It has: {found}. {MISSING}")
        return self.over_epochs(column, among, line)[self.epochs.index(epoch)]

    def over_epochs(self, column: str, among: str = "all", line: str | None = None) -> np.ndarray:
        """(e, n) float32: the same for every epoch of `epochs`."""
        if column not in self.columns or among not in self.among or line not in (None, *LINES):
            found = "; ".join(", ".join(names) or "none" for names in (self.columns, self.among, LINES))
            raise StoreError(
                f"Run {self._run} has no nuisance {column!r} among {among!r}, line {line!r}. It has: {found}. {MISSING}"
            )
        array = self._whole(layout.nuisances_array(among, line), tuple(self.epochs))
        return array[:, :, list(self.columns).index(column)]

    @cached_property
    def table(self) -> pd.DataFrame:
        """The whole set, one row per epoch, column and among; columns as `analysis.nuisances.table.COLUMNS`; empty
        when nothing was measured."""
        if not self.epochs:
            return pd.DataFrame(columns=["epoch", "column", "among", "mean", "low", "high"])
        table = read_table(self.location, layout.NUISANCES)
        return table[table["epoch"].isin(self.epochs)].reset_index(drop=True)

    @cached_property
    def verdicts(self) -> pd.DataFrame:
        """One row per column, among and `line` ("random", "by_label"): `takes_hold`, `lets_go` (epochs, missing where
        there is none) and `words`, by the rule of `facts`; empty when nothing was measured."""
        if not self.epochs:
            return pd.DataFrame(columns=["column", "among", "line", "takes_hold", "lets_go", "words"])
        return read_table(self.location, layout.NUISANCE_VERDICTS)

    @cached_property
    def values(self) -> pd.DataFrame:
        """What was measured on the pictures, one row a sample: `measured_skin_tone` (degrees of ITA),
        `measured_vignette`, `measured_hair` (shares of the thumbnail); NaN where it cannot be measured."""
        return read_table(self.location, layout.PICTURE_NUISANCES)
