"""The pipeline's stage: every pair of complete epochs compared once, and anew when one of the two has changed."""

from __future__ import annotations

import time

import numpy as np
import pandas as pd

from analysis.projections.quality.subset import Subset, choose
from analysis.sample_weights import sample_weights
from analysis.similarity.alignment import GRAM_ROWS, alignment, kernel, product, uses_gram
from analysis.similarity.overlap import neighbor_overlap
from analysis.similarity.pairs import count_due, pairs_due
from analysis.store import layout
from analysis.store.reader import Run
from analysis.store.tables import current_epochs, epochs_seen, known_entry
from analysis.store.writer import RunWriter
from analysis.subject import digest, later
from data.progress import progress

VERSION = 1  # raised when something is compared differently, so that stores are compared anew
EXACT_WORK = 3e12  # multiplications of all pairs: about a minute on two cores; beyond, a subset stands for the run
ROUNDED = 6  # decimals: what float32 products are good for


def similarity_due(run: Run) -> bool:
    """Whether a pair of complete epochs has not been compared, or was compared differently."""
    return bool(run.epochs) and _known(run).get("epochs") != epochs_seen(run.manifest)


def update_similarity(writer: RunWriter) -> int:
    """Compare the epochs that the store has not compared yet; returns how many pairs were computed."""
    run, began = Run(writer.location), time.monotonic()
    if not similarity_due(run):
        return 0
    subset, known = rows_compared(run), _known(run)
    done = current_epochs(run.manifest, "similarity") if known else []
    due = [epoch for epoch in run.epochs if epoch not in done]
    kept = run.similarity if done else run.similarity.iloc[:0]
    rows, norms = _compared(run, due, subset)
    norms = {int(epoch): norm for epoch, norm in known.get("norms", {}).items() if int(epoch) in done} | norms
    fresh = pd.DataFrame([_row(row, norms) for row in rows], columns=["epoch", "other", "cka", "neighbor_overlap"])
    table = pd.concat([kept, fresh], ignore_index=True) if len(kept) else fresh
    writer.table(layout.SIMILARITY, table.sort_values(["epoch", "other"], ignore_index=True))
    writer.manifest["similarity"] = {
        "key": _key(run, subset),
        "epochs": epochs_seen(run.manifest),
        "norms": {str(epoch): norms[epoch] for epoch in run.epochs},
        "k": int(run.neighbors(run.epochs[0]).shape[1]),
        "subset": subset.facts,
        "seconds": round(time.monotonic() - began + known.get("seconds", 0.0), 3),
    }
    writer.save()
    return len(rows)


def _known(run: Run) -> dict:
    """The manifest's entry; empty where all must be compared anew."""
    entry = known_entry(run.location, run.manifest, "similarity", layout.SIMILARITY)
    return entry if entry and entry.get("key") == _key(run, rows_compared(run)) else {}


def _key(run: Run, subset: Subset) -> str:
    keys = [run.manifest.get("keys", {}).get(name) for name in ("pictures", "model")]
    return digest([subset.facts["id"], run.manifest.get("neighbors", {}).get("k"), keys, *later(VERSION)])


def rows_compared(run: Run) -> Subset:
    """All samples while their cost is bearable, else a fixed subset; CKA only, neighbors are compared for all."""
    n, d = run.embeddings(run.epochs[0]).shape
    pairs = len(run.epochs) * (len(run.epochs) + 1) // 2
    bearable = uses_gram(n, d) or pairs * n * d * d <= EXACT_WORK
    return Subset(np.arange(n), "all samples") if bearable else choose(run.labels, size=GRAM_ROWS)


def _compared(run: Run, due: list[int], subset: Subset) -> tuple[list[dict], dict[int, float]]:
    """Products and neighbor overlap of every pair, and the products of each due epoch with itself."""
    n, everything = len(run.samples), len(subset.rows) == len(run.samples)
    weights = None if everything else sample_weights(run.labels, subset.rows)
    gram = uses_gram(len(subset.rows), run.embeddings(run.epochs[0]).shape[1])

    def read(epoch: int) -> np.ndarray:
        values = run.embeddings(epoch)
        return kernel(values if everything else values[subset.rows], weights)

    rows, norms = [], {}
    with progress(label=f"Epochs compared ({n:,} samples)", total=count_due(run.epochs, due), unit="pairs") as bar:
        for pair in pairs_due(run.epochs, due, read):
            crossed = product(pair.first, pair.second, gram=gram)
            shared = neighbor_overlap(run.neighbors(pair.epoch), run.neighbors(pair.other))
            common = float(shared.mean()) if len(shared) else float("nan")
            rows.append({"epoch": pair.epoch, "other": pair.other, "product": crossed, "neighbor_overlap": common})
            if pair.epoch == pair.other:
                norms[pair.epoch] = crossed
            bar.update(1)
    return rows, norms


def _row(row: dict, norms: dict[int, float]) -> dict:
    found = alignment(row["product"], norms[row["epoch"]], norms[row["other"]])
    return row | {"cka": round(found, ROUNDED)}
