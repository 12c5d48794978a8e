"""Reading a run store: what the dashboard, and anybody's notebook, sees of a run."""

from __future__ import annotations

from functools import cached_property

import numpy as np
import pandas as pd

from analysis.contract import StoreError
from analysis.store import layout, manifest
from analysis.store.epoch_reader import EpochReader
from analysis.store.explanations import Explanations
from analysis.store.findings import Finding, from_json
from analysis.store.listing import list_runs as list_runs
from analysis.store.looks import Looks
from analysis.store.neighbor_lists import list_arrays, stored_lists
from analysis.store.nuisances import Nuisances
from analysis.store.tables import baseline_rows, current_epochs, epoch_rows, pair_rows, read_table
from analysis.store.thumbnails import Thumbnails
from data.contract import UNSPLIT
from data.locations import exists, join

CHECKPOINTS = "checkpoints"  # the kind of a run that looks into one model over time
RANKS = "ranks"
LOGGED = ("val_accuracy", "val_categorical_accuracy", "val_binary_accuracy", "val_acc")  # Keras' names, old and new


class Run:
    """One run, read only. What is not complete is not here: only epochs that the manifest lists.

    Attributes:
        location: folder or URL of the store.
        manifest: run.json as a dict.
        epochs: complete epochs, ascending.
        classes: class names in the order of axis c.
    """

    def __init__(self, location: str):
        self.location = location
        self.manifest = manifest.read(location)
        self.classes: list[str] = list(self.manifest["classes"])
        self.epochs: list[int] = sorted(int(entry["epoch"]) for entry in self.manifest["epochs"])
        self._arrays = EpochReader(location, self.name, self.epochs)
        self._array = self._arrays.cached

    @property
    def name(self) -> str:
        return str(self.manifest["run"])

    @property
    def kind(self) -> str:
        """What the scores come from: "checkpoints", or one of `analysis.store.score_run.KINDS`."""
        return str(self.manifest.get("kind", CHECKPOINTS))

    @property
    def has_embeddings(self) -> bool:
        """Whether the run looks into one model; an ensemble, pooled folds or a metadata model has scores alone."""
        return self.kind == CHECKPOINTS

    @property
    def has_ranks(self) -> bool:
        """Whether `scores` are mean ranks within a split: they order samples, they are no probabilities."""
        return self.manifest.get("scores_are") == RANKS

    @property
    def tta_epochs(self) -> list[int]:
        """Complete epochs that have scores averaged over augmented pictures, ascending."""
        done = (self.manifest.get("tta") or {}).get("epochs", [])
        return [epoch for epoch in self.epochs if epoch in done]

    @cached_property
    def samples(self) -> pd.DataFrame:
        """One row per sample n, RangeIndex; columns as `data.contract.Dataset.samples`."""
        return self._table(layout.SAMPLES)

    @cached_property
    def history(self) -> pd.DataFrame:
        """Training curves as logged, one row per logged epoch; empty when nothing was logged."""
        return (
            self._table(layout.HISTORY) if exists(join(self.location, layout.HISTORY)) else pd.DataFrame({"epoch": []})
        )

    @cached_property
    def metrics(self) -> pd.DataFrame:
        """One row per complete epoch: metrics recomputed from the store, columns `<split>_<metric>[_low|_high]`."""
        return epoch_rows(self.location, layout.EPOCHS, self.epochs)

    @cached_property
    def health(self) -> pd.DataFrame:
        """One row per complete epoch: what the checks of `analysis.health` measured; empty when nothing was."""
        return epoch_rows(self.location, layout.HEALTH, self.epochs)

    @cached_property
    def similarity(self) -> pd.DataFrame:
        """How alike two epochs' embeddings are, one row per pair: `epoch` <= `other`, `cka` and `neighbor_overlap` in
        [0, 1], NaN where undefined; empty when the analysis has not compared them."""
        return pair_rows(self.location, layout.SIMILARITY, current_epochs(self.manifest, "similarity"))

    @cached_property
    def separation(self) -> pd.DataFrame:
        """One row per epoch: how far its embedding keeps the labels apart, columns as `analysis.separation.COLUMNS`;
        empty when it was not measured."""
        return epoch_rows(self.location, layout.SEPARATION, current_epochs(self.manifest, "separation"))

    @property
    def findings(self) -> list[Finding]:
        """What those checks say of the run, check by check; empty for a run that was never examined."""
        return [from_json(entry) for entry in self.manifest.get("health") or []]

    @property
    def logged_accuracy(self) -> str | None:
        """The column of `history` with validation accuracy; None when training did not log it."""
        return next((name for name in LOGGED if name in self.history), None)

    @cached_property
    def baselines(self) -> pd.DataFrame:
        """Linear models beside the network, one row per figure: `epoch` (none for pixels), `input`, `model`, `split`,
        `metric`, `value`, `low`, `high`; empty when there are none."""
        current = current_epochs(self.manifest, "baselines")
        return baseline_rows(self.location, self.manifest.get("baselines"), current)

    @cached_property
    def duplicates(self) -> pd.DataFrame | None:
        """Pairs of pictures that look alike: `sample`, `other` (ids), `distance` (bits of 64), `correlation`, `exact`.

        None when the analysis has not looked for any.
        """
        return self._table(layout.DUPLICATES) if self.manifest.get("duplicates") else None

    @cached_property
    def labels(self) -> np.ndarray:
        """(n,) int64: index of each sample's label in `classes`; -1 for one that the model does not know."""
        return pd.Index(self.classes).get_indexer(self.samples["label"]).astype(np.int64)

    @cached_property
    def splits(self) -> list[str]:
        """The splits that have samples, held-out ones first; `["all"]` when undivided."""
        present = set(self.samples["split"])
        return [split for split in ("validation", "test", "train", UNSPLIT) if split in present]

    def row(self, sample: str) -> int | None:
        """Row number of a sample id, None when the run has no such sample."""
        place = self._rows.get(sample)
        return None if place is None else int(place)

    def rows_of(self, samples: list[str]) -> np.ndarray:
        """Row numbers (int64) of some sample ids. Raises StoreError for one that the run does not have."""
        unknown = [sample for sample in samples if sample not in self._rows]
        if unknown:
            raise StoreError(f"Run {self.name} has no sample {unknown[0]}.")
        return np.array([self._rows[sample] for sample in samples], np.int64)

    def rows(self, split: str) -> np.ndarray:
        """Row numbers (int64) of one split; every row for `"all"`."""
        if split == UNSPLIT:
            return np.arange(len(self.samples))
        return np.flatnonzero(self.samples["split"].to_numpy() == split)

    def embeddings(self, epoch: int) -> np.ndarray:
        """(n, d) float32 embeddings at one epoch; read anew each time, for one epoch of them may be large."""
        return self._arrays.read("embeddings", epoch)

    def scores(self, epoch: int) -> np.ndarray:
        """(n, c) float32 scores at one epoch; rows sum to 1."""
        return self._array("scores", epoch)

    def scores_tta(self, epoch: int) -> np.ndarray:
        """(n, c) float32 mean of the scores of several augmented draws of each picture at one of `tta_epochs`."""
        if epoch not in self.tta_epochs:
            found = ", ".join(map(str, self.tta_epochs)) or "none"
            raise StoreError(
                f"Run {self.name} has no test-time augmentation at epoch {epoch}. Epochs with it: {found}. "
                "Add it with: python -m analysis run CHECKPOINTS --tta 8 --tta-epochs all"
            )
        return self._array("scores_tta", epoch)

    @property
    def neighbor_lists(self) -> tuple[tuple[str, str], ...]:
        """The (metric, among) of every list of neighbors that all complete epochs have, in the order written."""
        return stored_lists(self.manifest)

    def neighbors(self, epoch: int, metric: str = "euclidean", among: str = "all") -> np.ndarray:
        """(n, k) int32 row numbers, nearest first, self excluded, ties by row number; -1 where fewer exist."""
        return self._array(list_arrays(self.manifest, metric, among)[0], epoch)

    def neighbor_distances(self, epoch: int, metric: str = "euclidean", among: str = "all") -> np.ndarray:
        """(n, k) float32, ascending, NaN where fewer exist: Euclidean in embedding units, or 1 - cosine in [0, 2]."""
        return self._array(list_arrays(self.manifest, metric, among)[1], epoch)

    def neighbors_of(self, row: int, metric: str = "euclidean", among: str = "all") -> tuple[np.ndarray, np.ndarray]:
        """One sample's list at every complete epoch: (e, k) int32 rows and (e, k) float32 distances, as the two above.

        Reads the few blocks that hold the sample: a millisecond an epoch, however many samples there are.
        """
        rows, distances = list_arrays(self.manifest, metric, among)
        return self._arrays.of_sample(rows, row), self._arrays.of_sample(distances, row)

    def neighbors_of_all(self, k: int, metric: str = "euclidean", among: str = "all") -> tuple[np.ndarray, np.ndarray]:
        """The k nearest of every sample at every complete epoch: (e, n, k) int32 rows and (e, n, k) float32 distances.

        Reads the whole lists: seconds for tens of thousands of samples, after which `neighbors_of` is a lookup.
        """
        rows, distances = list_arrays(self.manifest, metric, among)
        return self._arrays.first(rows, k), self._arrays.first(distances, k)

    @property
    def projections(self) -> dict[str, dict]:
        """Complete projections: name -> its settings and per-epoch figures."""
        return self.manifest["projections"]

    def projection(self, name: str) -> np.ndarray:
        """(e, n, components) float32 coordinates, 2 or 3; axis e is the projection's own list of epochs, ascending."""
        if name not in self.projections:
            raise StoreError(
                f"Run {self.name} has no projection {name}. It has: {', '.join(self.projections) or 'none'}."
            )
        return np.stack([self._array(f"projection_{name}", epoch) for epoch in self.projections[name]["epochs"]])

    def distortion(self, name: str, epoch: int) -> tuple[np.ndarray, np.ndarray]:
        """Per sample, the shares of false and of missing neighbors of a projection: two (n,) float32 in [0, 1]."""
        return self._array(f"false_neighbors_{name}", epoch), self._array(f"missing_neighbors_{name}", epoch)

    @cached_property
    def thumbnails(self) -> Thumbnails:
        """The atlas of small pictures."""
        facts = self.manifest["thumbnails"]
        return Thumbnails(join(self.location, layout.THUMBNAILS), int(facts.get("count", 0)))

    @cached_property
    def looks(self) -> Looks:
        """How alike each sample's neighbors look: `run.looks("ssim", epoch, "all")`; the whole set: `looks.table`."""
        return Looks(self.location, self.manifest, self._arrays.read_several)

    @cached_property
    def nuisances(self) -> Nuisances:
        """How far neighbors agree in metadata: `run.nuisances("age", epoch, "all")`; whole set: `nuisances.table`."""
        return Nuisances(self.location, self.manifest, self._arrays.read_several)

    @cached_property
    def explanations(self) -> Explanations:
        """Maps of the explained samples, method by method."""
        return Explanations(join(self.location, layout.EXPLANATIONS), self.manifest["explanations"], self.classes)

    @cached_property
    def _rows(self) -> dict[str, int]:
        return {sample: row for row, sample in enumerate(self.samples["sample"])}

    def _table(self, name: str) -> pd.DataFrame:
        return read_table(self.location, name)
