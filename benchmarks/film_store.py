"""A run store for the film strip: as many samples and epochs as asked for, neighbours drawn at random (the worst case:
no two pictures of a strip lie on one page of the atlas, but by chance)."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from analysis.store import layout
from analysis.store.thumbnails import CELL, AtlasWriter
from analysis.store.writer import RunWriter
from data.locations import join

K = 50
CLASSES = ["benign", "melanoma"]
POSITIVES = 0.0176  # share, as in SIIM-ISIC 2020
DRAWN = 512  # different pictures


def write(folder: Path, name: str, n: int, epochs: int) -> str:
    """Write the run; returns its location.

    Args:
        folder: of runs.
        name: of the run.
        n: samples.
        epochs: 0, 1, 2, …
    """
    random = np.random.default_rng(0)
    location = str(folder / name)
    labels = (random.random(n) < POSITIVES).astype(int)
    writer = RunWriter(location, name)
    writer.manifest |= {"classes": CLASSES, "neighbors": {"k": K, "metric": "euclidean"}}
    writer.manifest |= {"dataset": {"name": "drawn", "kind": "csv"}, "model": {"name": "none", "n_features": 1280}}
    writer.manifest["thumbnails"] = _atlas(join(location, layout.THUMBNAILS), n, random)
    samples = _samples(labels)
    writer.table(layout.SAMPLES, samples)
    arrays = writer.arrays(list(samples["sample"]), CLASSES)
    for epoch in range(epochs):
        arrays.add_epoch(epoch)
        for array, spec, part in _epoch(n, random):
            arrays.create(array, spec, part.shape)
            arrays.write(array, epoch, part)
        writer.finish_epoch(arrays, {"epoch": epoch, "checkpoint": "none", "sha256": "0"})
    return location


def _epoch(n: int, random: np.random.Generator):
    scores = random.random((n, 1), np.float32)
    neighbors = random.integers(0, n - 1, (n, K), np.int32)
    neighbors += neighbors >= np.arange(n, dtype=np.int32)[:, None]
    yield "scores", layout.SCORES, np.hstack([1 - scores, scores])
    yield "neighbors", layout.NEIGHBORS, neighbors
    yield "neighbor_distances", layout.NEIGHBOR_DISTANCES, np.sort(random.random((n, K), np.float32) + 3, axis=1)


def _samples(labels: np.ndarray) -> pd.DataFrame:
    ids = [f"ISIC_{row:07d}" for row in range(len(labels))]
    return pd.DataFrame(
        {
            "sample": ids,
            "label": np.array(CLASSES)[labels],
            "split": np.where(np.arange(len(labels)) % 5, "train", "validation"),
            "fold": -1,
            "group": "",
            "file": [f"{name}.jpg" for name in ids],
            "width": CELL,
            "height": CELL,
        }
    )


def _atlas(location: str, n: int, random: np.random.Generator) -> dict:
    atlas = AtlasWriter(location)
    drawn = _drawn(random)
    for row in range(n):
        atlas.add(drawn[row % DRAWN])
    return atlas.close()


def _drawn(random: np.random.Generator) -> np.ndarray:
    """Dark ovals on skin with some grain: as many bytes a JPEG as photographs of lesions take."""
    y, x = np.mgrid[-1 : 1 : CELL * 1j, -1 : 1 : CELL * 1j]
    angle, wide, high = random.uniform(0, 3, DRAWN), random.uniform(0.3, 0.8, DRAWN), random.uniform(0.3, 0.8, DRAWN)
    turned = [np.cos(a) * x + np.sin(a) * y for a in angle], [np.cos(a) * y - np.sin(a) * x for a in angle]
    depth = [np.exp(-((u / w) ** 2 + (v / h) ** 2) * 2) for u, v, w, h in zip(*turned, wide, high, strict=True)]
    skin = np.array([215, 165, 145]) - np.asarray(depth)[..., None] * np.array([90, 110, 95])
    return np.clip(skin + random.normal(0, 6, (DRAWN, CELL, CELL, 1)), 0, 255).astype(np.uint8)
