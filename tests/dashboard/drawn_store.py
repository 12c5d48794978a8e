"""Runs with a plane for pages that draw one: as few samples, epochs and classes, or as many, as a test wants."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from analysis.store.reader import Run
from analysis.store.writer import RunWriter
from tests.dashboard.small_store import write


def drawn(folder: str | Path, *, samples: int, epochs: int, classes: tuple[str, ...]) -> str:
    """A run named `small` with one projection; returns its location. Sample i has label i modulo c, and is right."""
    random = np.random.default_rng(0)
    labels = [row % len(classes) for row in range(samples)]
    scores = np.full((samples, len(classes)), 0.1 / max(len(classes) - 1, 1), np.float32)
    scores[np.arange(samples), labels] = 0.9 if len(classes) > 1 else 1.0
    places = random.normal(size=(samples, 4)).astype(np.float32)
    location = write(folder, labels, dict.fromkeys(range(epochs), scores), classes=classes, places=places)
    add_plane(location, {epoch: places[:, :2] + epoch for epoch in range(epochs)})
    return location


def add_plane(location: str, positions: dict[int, np.ndarray], *, name: str = "pca_joint", **facts: object) -> None:
    """Write a projection into a run: epoch -> (n, components), with what is to stand in the manifest."""
    run, writer = Run(location), RunWriter(location, "small")
    components = next(iter(positions.values())).shape[1]
    entry = {"title": "Joint PCA", "reads": "Distances and motion.", "settings": {"components": components}} | facts
    nothing = np.zeros(len(run.samples), np.float32)
    parts = {epoch: (values.astype(np.float32), nothing, nothing) for epoch, values in positions.items()}
    writer.projection(writer.arrays(list(run.samples["sample"]), run.classes), name, entry, parts)
