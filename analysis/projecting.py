"""Writing the projections of all complete epochs."""

from __future__ import annotations

import time

import numpy as np

from analysis.projections.contract import Embeddings
from analysis.projections.distortion import NEAR, false_and_missing
from analysis.projections.registry import PROJECTIONS
from analysis.store.reader import Run
from analysis.store.writer import RunWriter
from data.progress import progress


def write_projections(writer: RunWriter, names: tuple[str, ...]) -> list[str]:
    """Compute the named projections where they are missing or older than the epochs; returns the ones computed."""
    run = Run(writer.location)
    stale = [name for name in names if run.projections.get(name, {}).get("epochs") != run.epochs]
    for name in stale if run.epochs else []:
        _write(writer, run, name)
    return stale


def _write(writer: RunWriter, run: Run, name: str) -> None:
    module, began = PROJECTIONS[name], time.monotonic()
    variance = {entry["epoch"]: entry["variance"] for entry in writer.manifest["epochs"]}
    parts, explained = {}, []
    epochs = module.project(Embeddings(run.epochs, run.embeddings))
    for epoch, positions in progress(epochs, label=module.TITLE, total=len(run.epochs), unit="epoch"):
        parts[epoch] = (positions, *false_and_missing(positions, run.neighbors(epoch)))
        total = variance[epoch]["total"]
        shown = float(positions.var(axis=0, dtype=np.float64).sum())
        explained.append(shown / total if total else 0.0)
    facts = {
        "title": module.TITLE,
        "reads": module.READS,
        "explained_variance": explained,
        "own_best": [variance[epoch]["best_plane"] for epoch in run.epochs],
        "settings": {"components": 2, "distortion_neighbors": NEAR},
        "seconds": round(time.monotonic() - began, 3),
    }
    arrays = writer.arrays(list(run.samples["sample"]), run.classes)
    writer.projection(arrays, name, facts, parts)
