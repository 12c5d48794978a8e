"""Writing a run store: parts first, then the manifest that says they exist."""

from __future__ import annotations

import io

import numpy as np
import pandas as pd

from analysis.store import layout, manifest
from analysis.store.arrays import EpochArrays
from analysis.store.explanations import IMAGES
from analysis.store.tables import read_table
from data.locations import PART, exists, filesystem, join, write_atomically

PER_EPOCH = ("projections", "tta", "similarity", "separation", "looks", "nuisances")  # manifest entries about arrays
LEFTOVERS = (PART, ".partial")  # our own temporary files, and Zarr's


class RunWriter:
    """The one writer of a run store. Nothing counts as written before `save` has replaced the manifest.

    Attributes:
        location: folder or URL of the store.
        manifest: run.json as a dict; change it, then `save`.
    """

    def __init__(self, location: str, name: str):
        self.location = location
        known = exists(join(location, layout.MANIFEST))
        self.manifest = manifest.read(location) if known else manifest.blank(name)
        if known:
            self._sweep()
        else:
            self.save()

    def _sweep(self) -> None:
        """Remove what a killed process left half-written: temporary files, which no reader ever looks at."""
        files, path = filesystem(self.location)
        for leftover in files.find(path):
            if leftover.endswith(LEFTOVERS):
                files.rm_file(leftover)

    @property
    def epochs(self) -> list[int]:
        """Complete epochs, ascending."""
        return sorted(entry["epoch"] for entry in self.manifest["epochs"])

    def save(self) -> None:
        """Make the manifest as it stands the truth about this run."""
        files, path = filesystem(self.location)
        files.makedirs(path, exist_ok=True)
        manifest.write(self.location, self.manifest)

    def reset(self, *parts: str) -> None:
        """Forget manifest entries and delete the arrays behind them, for a redo from scratch.

        Args:
            parts: any of `layout.ARRAYS`, `layout.EXPLANATIONS`, `layout.THUMBNAILS`, `layout.DECODED`.
        """
        forgotten: dict[str, dict] = {
            layout.ARRAYS: {"epochs": [], "health": [], "health_version": 0, **{stage: {} for stage in PER_EPOCH}},
            layout.EXPLANATIONS: {"explanations": {}},
            layout.THUMBNAILS: {"thumbnails": {}},
            layout.DECODED: {"decoded": {}},
        }
        for part in parts:
            self.manifest.update(forgotten[part])
        self.save()  # the manifest lets go first: what is deleted next is no longer promised
        tables = (layout.EPOCHS, layout.HEALTH) if layout.ARRAYS in parts else ()  # rows of epochs that are gone
        for part in (*tables, *parts):
            files, path = filesystem(join(self.location, part))
            if files.exists(path):
                files.rm(path, recursive=True)

    def table(self, name: str, frame: pd.DataFrame) -> None:
        """Replace one parquet table atomically."""
        stream = io.BytesIO()
        frame.to_parquet(stream, index=False)
        write_atomically(join(self.location, name), stream.getvalue())

    def arrays(self, samples: list[str], classes: list[str]) -> EpochArrays:
        """The group of per-epoch arrays, made on first use."""
        return EpochArrays(join(self.location, layout.ARRAYS), {"sample": samples, "class": classes})

    def finish_epoch(self, arrays: EpochArrays, entry: dict) -> None:
        """Publish an epoch whose arrays are fully written.

        Args:
            entry: its manifest entry; `epoch` is required.
        """
        arrays.publish()
        others = [known for known in self.manifest["epochs"] if known["epoch"] != entry["epoch"]]
        self.manifest["epochs"] = sorted([*others, entry], key=lambda known: known["epoch"])
        self.save()

    def drop_epoch(self, epoch: int) -> None:
        """Take an epoch back before it is redone, with its metrics, maps and the projections that were fitted on it."""
        if exists(join(self.location, layout.EPOCHS)):  # before the manifest: a row must not outlive its scores
            metrics = read_table(self.location, layout.EPOCHS)
            self.table(layout.EPOCHS, metrics[metrics["epoch"] != epoch])
        self.manifest["epochs"] = [entry for entry in self.manifest["epochs"] if entry["epoch"] != epoch]
        self.manifest["projections"] = {}
        tta = self.manifest.get("tta") or {}
        tta["epochs"] = [known for known in tta.get("epochs", []) if known != epoch]
        for method in self.manifest["explanations"].get("methods", {}).values():
            method["epochs"] = [known for known in method["epochs"] if known != epoch]
        self.save()

    def projection(self, arrays: EpochArrays, name: str, facts: dict, parts: dict[int, tuple]) -> None:
        """Write one projection of every epoch and publish it.

        Args:
            facts: its manifest entry (title, settings, figures per epoch).
            parts: epoch -> (coordinates (n, components), false neighbors (n,), missing neighbors (n,)), all float32.
        """
        self.manifest["projections"].pop(name, None)
        self.save()
        for epoch, (coordinates, false, missing) in parts.items():
            for array, spec, values in (
                (f"projection_{name}", layout.PROJECTION, coordinates),
                (f"false_neighbors_{name}", layout.PER_SAMPLE, false),
                (f"missing_neighbors_{name}", layout.PER_SAMPLE, missing),
            ):
                arrays.create(array, spec, np.shape(values))
                arrays.write(array, epoch, values)
        arrays.publish()
        self.manifest["projections"][name] = {**facts, "epochs": sorted(parts)}
        self.save()

    def explanations(self, images: np.ndarray, samples: list[str], classes: list[str]) -> EpochArrays:
        """The group of maps for a chosen set of samples, with their pictures as the model sees them.

        Args:
            images: (m, y, x, channels) uint8.
            samples: (m,) ids, in the order of the maps.
        """
        location = join(self.location, layout.EXPLANATIONS)
        arrays = EpochArrays(location, {"sample": samples, "class": classes})
        arrays.constant(IMAGES, images, ("sample", "image_y", "image_x", "channel"))
        self.manifest["explanations"].setdefault("methods", {})
        self.manifest["explanations"]["samples"] = list(samples)
        return arrays

    def finish_maps(self, arrays: EpochArrays, method: str, facts: dict, epoch: int | None) -> None:
        """Publish one method's maps of one epoch.

        Args:
            facts: its manifest entry (title, signed, source, settings, or `unsupported` with the reason).
            epoch: the finished epoch; None for a method that cannot serve this model.
        """
        arrays.publish()
        methods = self.manifest["explanations"]["methods"]
        done = set(methods.get(method, {}).get("epochs", []))
        methods[method] = {**facts, "epochs": sorted(done if epoch is None else done | {epoch})}
        self.save()
