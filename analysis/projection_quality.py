"""Measuring the projections of a run store and keeping the figures in its manifest."""

from __future__ import annotations

import hashlib
import time
from dataclasses import replace

import numpy as np

from analysis.projections.contract import COMPONENTS, SEED, Embeddings
from analysis.projections.quality.measuring import measure
from analysis.projections.registry import PROJECTIONS
from analysis.store.reader import Run
from analysis.store.writer import RunWriter

VERSION = 1  # raised when a figure is measured in another way


def quality_due(run: Run) -> list[str]:
    """The stored projections that have no figures, or figures of other labels or of another version."""
    key = _key(run.labels)
    return [
        name
        for name, entry in run.projections.items()
        if name in PROJECTIONS and entry["epochs"] == run.epochs and (entry.get("quality") or {}).get("key") != key
    ]


def update_quality(writer: RunWriter, embeddings: Embeddings) -> list[str]:
    """Measure every stored projection that has no figures, or figures of other labels; returns the ones measured.

    Coordinates are read, never computed anew. Each projection's figures are saved as soon as they are there.

    Args:
        writer: the run store.
        embeddings: its embeddings as the projections read them.
    """
    run = Run(writer.location)
    due, key = quality_due(run), _key(run.labels)
    for name in due:
        entry, began = writer.manifest["projections"][name], time.monotonic()
        entry["quality"] = {"key": key, **_measured(run, name, embeddings)}
        entry["quality"]["seconds"] = round(time.monotonic() - began, 3)
        writer.save()
    return due


def _measured(run: Run, name: str, embeddings: Embeddings) -> dict:
    settings = run.projections[name].get("settings", {})
    if "pair" in settings:  # few samples might suggest another pair of classes than all
        embeddings = replace(embeddings, pair=tuple(settings["pair"]))
    positions = dict(zip(run.epochs, run.projection(name)[..., :COMPONENTS], strict=True))
    return measure(
        PROJECTIONS[name],
        embeddings,
        positions.__getitem__,
        run.neighbors,
        components=int(settings.get("components", COMPONENTS)),
        seed=int(settings.get("seed", SEED)),
    )


def _key(labels: np.ndarray) -> str:
    """What figures depend on beside embeddings and coordinates, whose change takes the whole entry away."""
    return hashlib.sha256(f"{VERSION}:".encode() + labels.astype("<i8").tobytes()).hexdigest()[:16]
