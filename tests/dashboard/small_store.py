"""Run stores of a few samples with scores and embeddings that a test chooses, through the real writer."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from analysis.store import layout
from analysis.store.thumbnails import CELL, AtlasWriter
from analysis.store.writer import RunWriter
from data.locations import join


def write(
    folder: str | Path,
    labels: list[int],
    scores: dict[int, np.ndarray],
    *,
    classes: tuple[str, ...] = ("benign", "melanoma"),
    groups: list[str] | None = None,
    places: np.ndarray | None = None,
) -> str:
    """A run named `small`; every sample is in split `test`, ids are s0, s1, …; returns its location.

    Args:
        labels: (n,) class index.
        scores: epoch -> (n, c).
        groups: (n,) group names.
        places: (n, d) embeddings, the same at every epoch; neighbors are all others, nearest first.
    """
    location, count = str(Path(folder) / "small"), len(labels)
    places = np.arange(count, dtype=np.float32)[:, None] if places is None else places.astype(np.float32)
    samples = pd.DataFrame(
        {
            "sample": [f"s{row}" for row in range(count)],
            "label": [classes[label] for label in labels],
            "split": "test",
            "fold": -1,
            "group": groups or [""] * count,
            "file": [f"s{row}.jpg" for row in range(count)],
            "width": 8,
            "height": 8,
        }
    )
    writer = RunWriter(location, "small")
    writer.manifest |= {"classes": list(classes), "neighbors": {"k": count - 1, "metric": "euclidean"}}
    writer.manifest |= {"dataset": {"name": "d", "kind": "csv"}, "model": {"name": "m", "n_features": places.shape[1]}}
    atlas = AtlasWriter(join(location, layout.THUMBNAILS))
    for row in range(count):
        atlas.add(np.full((CELL, CELL, 3), row * 7 % 256, np.uint8))
    writer.manifest["thumbnails"] = atlas.close()
    writer.table(layout.SAMPLES, samples)
    arrays = writer.arrays(list(samples["sample"]), list(classes))
    for epoch, values in scores.items():
        arrays.add_epoch(epoch)
        neighbors, distances = _neighbors(places)
        for name, spec, part in (
            ("embeddings", layout.EMBEDDINGS, places),
            ("scores", layout.SCORES, np.asarray(values, np.float32)),
            ("neighbors", layout.NEIGHBORS, neighbors),
            ("neighbor_distances", layout.NEIGHBOR_DISTANCES, distances),
        ):
            arrays.create(name, spec, part.shape)
            arrays.write(name, epoch, part)
        writer.finish_epoch(arrays, {"epoch": epoch, "checkpoint": "c", "sha256": "0"})
    return location


def two_classes(positive: list[float]) -> np.ndarray:
    """(n, 2) scores from those of the second class."""
    return np.stack([1 - np.asarray(positive), np.asarray(positive)], axis=1)


def _neighbors(places: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    distances = np.linalg.norm(places[:, None] - places[None], axis=-1)
    np.fill_diagonal(distances, np.inf)
    order = np.argsort(distances, axis=1, kind="stable")[:, :-1]
    return order.astype(np.int32), np.take_along_axis(distances, order, axis=1).astype(np.float32)
