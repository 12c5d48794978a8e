"""Writing the projections of all complete epochs."""

from __future__ import annotations

import time
from dataclasses import asdict, dataclass

import numpy as np
import pandas as pd

from analysis.contract import Unsupported
from analysis.projections.contract import COMPONENTS, SEED, Embeddings
from analysis.projections.distortion import NEAR, false_and_missing
from analysis.projections.registry import PROJECTIONS
from analysis.store.reader import Run
from analysis.store.writer import RunWriter
from data.contract import UNSPLIT
from data.progress import progress


@dataclass(frozen=True)
class Settings:
    """What the user may choose of every projection; a change makes all of them stale.

    Attributes:
        components: 2 or 3; every figure is about the first two, which the screen shows.
        seed: start of every random choice.
        pair: two class names for the decision view; None leaves the choice to it.
    """

    components: int = COMPONENTS
    seed: int = SEED
    pair: tuple[str, str] | None = None


def embeddings_of(run: Run, pair: tuple[str, str] | None = None) -> Embeddings:
    """A run's embeddings as the projections read them."""
    splits = run.samples["split"]
    return Embeddings(
        epochs=run.epochs,
        read=run.embeddings,
        labels=pd.Categorical(run.samples["label"], categories=run.classes).codes.astype(np.int64),
        classes=run.classes,
        margins=lambda epoch: log_scores(run.scores(epoch)),
        held_out=None if (splits == UNSPLIT).all() else (splits != "train").to_numpy(),
        pair=pair,
    )


def log_scores(scores: np.ndarray) -> np.ndarray:
    """Logits up to a constant per sample: (n, c) float32; a score of 0 counts as float32's smallest normal number."""
    return np.log(np.maximum(scores, np.finfo(np.float32).tiny))


def write_projections(writer: RunWriter, names: tuple[str, ...], settings: Settings | None = None) -> list[str]:
    """Compute the named projections where they are missing or made from other epochs or settings; returns those."""
    run, settings = Run(writer.location), settings or Settings()
    stale = [name for name in names if not _current(run, name, settings)]
    for name in stale if run.epochs else []:
        _write(writer, run, name, settings)
    return stale


def _current(run: Run, name: str, settings: Settings) -> bool:
    entry = run.projections.get(name) or run.manifest.get("projections_unsupported", {}).get(name) or {}
    return entry.get("epochs") == run.epochs and entry.get("asked") == _asked(settings)


def _asked(settings: Settings) -> dict:
    return asdict(settings) | {"pair": list(settings.pair) if settings.pair else None}


def _write(writer: RunWriter, run: Run, name: str, settings: Settings) -> None:
    module, began = PROJECTIONS[name], time.monotonic()
    refused = writer.manifest.setdefault("projections_unsupported", {})
    refused.pop(name, None)
    asked = {"asked": _asked(settings), "epochs": run.epochs}
    embeddings = embeddings_of(run, settings.pair)
    try:
        projected = module.project(embeddings, components=settings.components, seed=settings.seed)
    except Unsupported as reason:
        writer.manifest["projections"].pop(name, None)
        refused[name] = {**asked, "title": module.TITLE, "reason": str(reason)}
        writer.save()
        return
    parts = {}
    for epoch, positions in progress(projected.parts, label=module.TITLE, total=len(run.epochs), unit="epoch"):
        parts[epoch] = (positions, *false_and_missing(positions[:, :2], run.neighbors(epoch)))
    facts = {
        "title": module.TITLE,
        "reads": module.READS,
        "read_for": list(module.READ_FOR),
        "stable": module.STABLE,
        **asked,
        "settings": {"components": settings.components, "distortion_neighbors": NEAR, **projected.facts},
        "seconds": round(time.monotonic() - began, 3),
    }
    if module.VARIANCES_ADD:
        facts |= _variances(writer, {epoch: part[0] for epoch, part in parts.items()})
    arrays = writer.arrays(list(run.samples["sample"]), run.classes)
    writer.projection(arrays, name, facts, parts)


def _variances(writer: RunWriter, positions: dict[int, np.ndarray]) -> dict[str, list[float]]:
    """Per epoch, the share of the embedding's variance that the plane shows, and what that epoch's own best shows."""
    variance = {entry["epoch"]: entry["variance"] for entry in writer.manifest["epochs"]}
    shown = [float(part[:, :2].var(axis=0, dtype=np.float64).sum()) for part in positions.values()]
    totals = [variance[epoch]["total"] for epoch in positions]
    return {
        "explained_variance": [part / total if total else 0.0 for part, total in zip(shown, totals, strict=True)],
        "own_best": [variance[epoch]["best_plane"] for epoch in positions],
    }
