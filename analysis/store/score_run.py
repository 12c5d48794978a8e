"""Writing runs that hold scores and nothing else: pooled folds, ensembles, models on metadata alone."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from analysis.contract import StoreError
from analysis.store import layout, manifest
from analysis.store.reader import Run
from analysis.store.thumbnails import AtlasWriter, page_location
from analysis.store.writer import RunWriter
from data.locations import exists, join, read_bytes, write_atomically

OUT_OF_FOLD, ENSEMBLE, METADATA = "out_of_fold", "ensemble", "metadata"
KINDS = (OUT_OF_FOLD, ENSEMBLE, METADATA)


@dataclass(frozen=True)
class ScoreRun:
    """What a run of scores is to hold.

    Attributes:
        kind: one of `KINDS`.
        epoch: the number its one set of scores goes by: the highest epoch among the members' (0: none has epochs).
        classes: (c,) names.
        samples: one row per sample n, columns as `data.contract.Dataset.samples`.
        scores: (n, c) float; rows sum to 1 unless `facts` says that they are ranks.
        scores_tta: (n, c) float, the same from augmented pictures; None without.
        facts: further manifest entries, JSON values: `members`, `set` (rule, weights, …), `warnings`.
        key: what it was made from; a run with the same key is not written again.
    """

    kind: str
    epoch: int
    classes: list[str]
    samples: pd.DataFrame
    scores: np.ndarray
    key: str
    scores_tta: np.ndarray | None = None
    facts: dict = field(default_factory=dict)


def is_current(location: str, key: str) -> bool:
    """Whether a complete run of scores made from the same things lies there."""
    if not exists(join(location, layout.MANIFEST)):
        return False
    found = manifest.read(location)
    return found.get("key") == key and bool(found["epochs"])


def check_place(location: str) -> None:
    """Refuse a place that holds something else. Raises StoreError."""
    if not exists(join(location, layout.MANIFEST)):
        return
    found = Run(location)
    if found.has_embeddings and found.epochs:
        raise StoreError(f"{location} holds the run of a model, made by `analysis run`. Choose another --out.")


def write_score_run(location: str, made: ScoreRun, pictures: Run) -> RunWriter:
    """Write the run, scores first, the manifest that lists its epoch last.

    Args:
        location: folder or URL; an older run of scores there is replaced.
        pictures: a run with thumbnails of every sample.

    Raises:
        StoreError: the place holds the run of a model.
    """
    check_place(location)
    writer = RunWriter(location, location.rstrip("/").rsplit("/", 1)[-1])
    writer.reset(layout.ARRAYS, layout.THUMBNAILS)
    source = pictures.manifest
    writer.manifest |= {"kind": made.kind, "classes": made.classes, "dataset": source["dataset"], "key": ""}
    writer.save()
    writer.manifest["thumbnails"] = _copy_thumbnails(writer, made.samples, pictures)
    for stale in ("set", "members", "scores_are"):
        writer.manifest.pop(stale, None)
    writer.manifest |= {"model": {}, "warnings": []} | made.facts
    writer.table(layout.SAMPLES, made.samples)
    arrays = writer.arrays(list(made.samples["sample"]), made.classes)
    arrays.add_epoch(made.epoch)
    for name, values in (("scores", made.scores), ("scores_tta", made.scores_tta)):
        if values is not None:
            arrays.create(name, layout.SCORES, values.shape)
            arrays.write(name, made.epoch, np.asarray(values, np.float32))
    if made.scores_tta is not None:
        writer.manifest["tta"] = (source.get("tta") or {}) | {"epochs": [made.epoch]}
    writer.finish_epoch(arrays, {"epoch": made.epoch})
    return writer


def finish(writer: RunWriter, key: str) -> None:
    """Mark a run as made from these things, after everything in it is written."""
    writer.manifest["key"] = key
    writer.save()


def _copy_thumbnails(writer: RunWriter, samples: pd.DataFrame, pictures: Run) -> dict:
    """The atlas of another run, page by page where the samples are the same, else cell by cell."""
    target = join(writer.location, layout.THUMBNAILS)
    if list(samples["sample"]) == list(pictures.samples["sample"]):
        facts = dict(pictures.manifest["thumbnails"])
        for number in range(int(facts.get("pages", 0))):
            page = read_bytes(page_location(pictures.thumbnails.location, number))
            write_atomically(page_location(target, number), page)
        return facts
    atlas = AtlasWriter(target)
    for row in pictures.rows_of(list(samples["sample"])):
        atlas.add(pictures.thumbnails.one(int(row)))
    return atlas.close()
