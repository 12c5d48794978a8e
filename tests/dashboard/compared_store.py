"""Adds tables of similarity and separation to a small store, without the analysis and its TensorFlow."""

from __future__ import annotations

from itertools import combinations_with_replacement

import numpy as np
import pandas as pd

from analysis.separation import PROBED, separation
from analysis.similarity.alignment import alignment, normalized, product
from analysis.similarity.overlap import neighbor_overlap
from analysis.store import layout
from analysis.store.reader import Run
from analysis.store.writer import RunWriter


def compare(location: str, *, epochs: list[int] | None = None, probes: bool = True) -> str:
    """Write both tables for a store's epochs, or for some of them; returns its location."""
    run, writer = Run(location), RunWriter(location, "")
    epochs = run.epochs if epochs is None else epochs
    values = {epoch: normalized(run.embeddings(epoch)) for epoch in epochs}
    rows = [
        {"epoch": epoch, "other": other, "cka": _cka(values[epoch], values[other]), "neighbor_overlap": shared}
        for epoch, other in combinations_with_replacement(epochs, 2)
        for shared in [float(neighbor_overlap(run.neighbors(epoch), run.neighbors(other)).mean())]
    ]
    writer.table(layout.SIMILARITY, pd.DataFrame(rows))
    everyone = np.arange(len(run.labels))
    figures = [
        {"epoch": epoch}
        | separation(
            run.embeddings(epoch), run.neighbors(epoch), run.labels, few=everyone, weights=np.ones(len(everyone))
        )
        | dict(zip(PROBED, (0.6 + place / 10, 0.55, 0.95) if probes else [np.nan] * 3, strict=True))
        for place, epoch in enumerate(epochs)
    ]
    writer.table(layout.SEPARATION, pd.DataFrame(figures))
    k, n = run.neighbors(epochs[0]).shape[1], len(everyone)
    seen = {str(entry["epoch"]): entry["sha256"] for entry in run.manifest["epochs"] if entry["epoch"] in epochs}
    facts = {"epochs": seen, "k": k, "subset": {"id": "", "size": n, "rule": "all samples"}}
    probe = {"split": "validation"} if probes else {"reason": "The linear models were left out: use --baselines."}
    writer.manifest |= {"similarity": facts, "separation": facts | {"probe": probe}}
    writer.save()
    return location


def _cka(first: np.ndarray, second: np.ndarray) -> float:
    crossed, one, two = (product(a, b, gram=False) for a, b in ((first, second), (first, first), (second, second)))
    return round(alignment(crossed, one, two), 6)
