"""Embeddings and scores of one epoch beside what Keras' own predict takes for the scores alone."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from benchmarks.interleaved import Comparison, compare
from checkpoints.anatomy import examine
from checkpoints.probe import Probe
from checkpoints.registry import build

N, SIZE, BATCH = 512, 96, 64


def measure() -> Iterator[Comparison]:
    """One comparison on MobileNetV2 (alpha 0.35)."""
    model = build({"model": "mobilenet_v2", "size": SIZE, "channels": 3, "n_classes": 7, "alpha": 0.35})
    images = np.random.default_rng(0).integers(0, 256, (N, SIZE, SIZE, 3), dtype=np.uint8)
    probe = Probe(model, examine(model))

    def ours() -> None:
        for start in range(0, N, BATCH):
            probe.read(images[start : start + BATCH])

    def predict() -> None:
        model.predict(images, batch_size=BATCH, verbose=0)

    yield compare(f"embeddings and scores, {N} pictures of {SIZE} px", ours, "Keras predict, scores alone", predict)
