"""Writing the projections of all complete epochs."""

from __future__ import annotations

import hashlib
import json
import time
from dataclasses import dataclass

import numpy as np

from analysis.contract import StoreError, Unsupported
from analysis.projection_quality import quality_due, update_quality
from analysis.projections import decision
from analysis.projections.contract import COMPONENTS, SEED, Embeddings
from analysis.projections.distortion import NEAR, false_and_missing
from analysis.projections.registry import PROJECTIONS
from analysis.store.reader import Run
from analysis.store.writer import RunWriter
from analysis.subject import later
from data.contract import UNSPLIT
from data.progress import progress

VERSION = 1  # raised when a projection or its distortion is computed differently, so that all are made anew


@dataclass(frozen=True)
class Settings:
    """What the user may choose; a projection made with others is made anew.

    Attributes:
        components: 2 or 3; every figure is about the first two, which the screen shows first.
        seed: start of every random choice.
        pair: two class names for the decision view; None leaves the choice to it.
    """

    components: int = COMPONENTS
    seed: int = SEED
    pair: tuple[str, str] | None = None


def embeddings_of(run: Run, pair: tuple[str, str] | None = None) -> Embeddings:
    """A run's embeddings as the projections read them; a NaN among them raises StoreError with epoch and sample."""
    splits = run.samples["split"]

    def read(epoch: int) -> np.ndarray:
        values = run.embeddings(epoch)
        bad = ~np.isfinite(values.sum(axis=1))
        if bad.any() and not np.isfinite(values[bad]).all():
            row = int(np.flatnonzero(~np.isfinite(values).all(axis=1))[0])
            raise StoreError(
                f"Run {run.name} has NaN or infinite embeddings at epoch {epoch}, first at sample "
                f"{run.samples['sample'][row]}. Analyse its checkpoints again into a new folder: "
                "epochs without finite numbers are then named and left out."
            )
        return values

    return Embeddings(
        epochs=run.epochs,
        read=read,
        labels=run.labels,
        classes=run.classes,
        margins=lambda epoch: log_scores(run.scores(epoch)),
        held_out=None if (splits == UNSPLIT).all() else (splits != "train").to_numpy(),
        pair=pair,
    )


def log_scores(scores: np.ndarray) -> np.ndarray:
    """Logits up to a constant per sample, their mean: (n, c) float32; 0 counts as float32's smallest normal number."""
    logarithms = np.log(np.maximum(scores, np.finfo(np.float32).tiny))
    return logarithms - logarithms.mean(axis=1, keepdims=True)


def projections_due(run: Run, names: tuple[str, ...], settings: Settings) -> bool:
    """Whether a named projection is missing, made from something else, or any lacks its figures."""
    return bool(_stale(run, names, settings) or quality_due(run))


def _stale(run: Run, names: tuple[str, ...], settings: Settings) -> list[str]:
    made = run.manifest.get("projections_unsupported", {}) | run.projections
    return [name for name in names if made.get(name, {}).get("key") != _key(run, name, settings)]


def write_projections(writer: RunWriter, names: tuple[str, ...], settings: Settings | None = None) -> list[str]:
    """Compute the named projections where they are missing or made from other epochs or settings, and measure what is
    not measured yet; returns the names of both."""
    run, settings = Run(writer.location), settings or Settings()
    stale = _stale(run, names, settings)
    measured: list[str] = []
    if run.epochs:
        for name in stale:
            _write(writer, run, name, settings=settings, key=_key(run, name, settings))
        measured = update_quality(writer, embeddings_of(run, settings.pair))
    return list(dict.fromkeys([*stale, *measured]))


def _key(run: Run, name: str, settings: Settings) -> str:
    """Changes with everything that a projection and its figures depend on, but for the embeddings themselves: an epoch
    that is read anew drops all projections."""
    pair = settings.pair if PROJECTIONS[name] is decision else None
    told = [run.epochs, settings.components, settings.seed, pair, run.classes, list(run.samples["split"])]
    told += later(VERSION)
    return hashlib.sha256(json.dumps(told).encode() + run.labels.tobytes()).hexdigest()[:16]


def _write(writer: RunWriter, run: Run, name: str, *, settings: Settings, key: str) -> None:
    module, began = PROJECTIONS[name], time.monotonic()
    refused = writer.manifest.setdefault("projections_unsupported", {})
    refused.pop(name, None)
    embeddings = embeddings_of(run, settings.pair)
    try:
        projected = module.project(embeddings, components=settings.components, seed=settings.seed)
    except Unsupported as reason:
        writer.manifest["projections"].pop(name, None)
        refused[name] = {"key": key, "title": module.TITLE, "reason": str(reason)}
        writer.save()
        return
    parts = {}
    for epoch, positions in progress(projected.parts, label=module.TITLE, total=len(run.epochs), unit="epochs"):
        parts[epoch] = (positions, *false_and_missing(positions[:, :2], run.neighbors(epoch)))
    planes = {epoch: positions[:, :2] for epoch, (positions, *_) in parts.items()}
    facts = {
        "key": key,
        "title": module.TITLE,
        "reads": module.READS,
        "read_for": list(module.READ_FOR),
        "stable": module.STABLE,
        "settings": {"components": settings.components, "distortion_neighbors": NEAR, **projected.facts},
        "seconds": round(time.monotonic() - began, 3),
    }
    if module.VARIANCES_ADD:
        facts |= _variances(writer, planes)
    arrays = writer.arrays(list(run.samples["sample"]), run.classes)
    writer.projection(arrays, name, facts, parts)


def _variances(writer: RunWriter, planes: dict[int, np.ndarray]) -> dict[str, list[float]]:
    """Per epoch, the share of the embedding's variance that the plane shows, and what that epoch's own best shows."""
    variance = {entry["epoch"]: entry["variance"] for entry in writer.manifest["epochs"]}
    shown = [float(part.var(axis=0, dtype=np.float64).sum()) for part in planes.values()]
    totals = [variance[epoch]["total"] for epoch in planes]
    return {
        "explained_variance": [part / total if total else 0.0 for part, total in zip(shown, totals, strict=True)],
        "own_best": [variance[epoch]["best_plane"] for epoch in planes],
    }
