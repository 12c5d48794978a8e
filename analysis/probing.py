"""The baselines of a run brought up to date: `baselines.parquet`, and what the manifest says of it."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.baselines import (
    COMPONENTS,
    EMBEDDING,
    PENALTY,
    PIXELS,
    SIDE,
    Judged,
    baselines,
    judged_by,
    small_pictures,
)
from analysis.store import layout
from analysis.store.reader import Run
from analysis.store.tables import known_entry
from analysis.store.writer import RunWriter
from analysis.subject import digest, later
from data.progress import progress

VERSION = 1  # raised when something is fitted or judged differently, so that all is fitted anew


def baselines_due(run: Run) -> bool:
    """Whether the pixels or a complete epoch lack their linear models, or it is not noted why there are none."""
    judged = judged_by(run)
    if isinstance(judged, str):
        return run.manifest.get("baselines") != {"reason": judged}
    return _known(run).get("epochs") != _digests(run)


def update_baselines(writer: RunWriter) -> int:
    """Fit the baselines that the store does not have yet: on pixels once, on the embeddings of every new epoch.

    Returns:
        How many inputs were fitted; 0 too where the run cannot have any, with the reason in the manifest.
    """
    run = Run(writer.location)
    if not baselines_due(run):
        return 0
    judged, digests = judged_by(run), _digests(run)
    if isinstance(judged, str):
        writer.manifest["baselines"] = {"reason": judged}
        writer.save()
        return 0
    known = _known(run)
    done = known.get("epochs", {})
    kept = [epoch for epoch in run.epochs if done.get(str(epoch)) == digests[str(epoch)]]
    missing = [epoch for epoch in run.epochs if epoch not in kept]
    rows = run.baselines if done else run.baselines.iloc[:0]
    rows = rows[rows["epoch"].isna() | rows["epoch"].isin(kept)]
    pixels = not (rows["input"] == PIXELS).any()
    fresh, stopped = _fitted(run, judged, missing, pixels=pixels)
    writer.table(layout.BASELINES, _joined(rows, fresh))
    writer.manifest["baselines"] = {
        "key": _key(run),
        "epochs": digests,
        "pixels_side": SIDE,
        "components": COMPONENTS,
        "penalty": PENALTY,
        "stopped_early": stopped + known.get("stopped_early", 0) if done else stopped,
    }
    writer.save()
    return len(missing) + pixels


def _known(run: Run) -> dict:
    """The manifest's entry; empty where all must be fitted anew."""
    entry = known_entry(run.location, run.manifest, "baselines", layout.BASELINES)
    return entry if "epochs" in entry and entry.get("key") == _key(run) else {}


def _digests(run: Run) -> dict[str, str]:
    return {str(entry["epoch"]): entry["sha256"] for entry in run.manifest["epochs"]}


def _key(run: Run) -> str:
    keys = [run.manifest["keys"].get(name) for name in ("pictures", "model")]
    table = run.samples[["label", "split", "group"]].to_json()
    return digest([table, keys, SIDE, COMPONENTS, PENALTY, *later(VERSION)])


def _fitted(run: Run, judged: Judged, epochs: list[int], *, pixels: bool) -> tuple[list[dict], int]:
    """Rows of the table, and how many fits stopped before they had converged."""
    rows: list[dict] = []
    stopped = 0
    with progress(label="Baselines", total=len(epochs) + pixels, unit="fits") as bar:
        if pixels:
            rows, stopped = baselines(judged, pixels_of(run), source=PIXELS)
            bar.update(1)
        for epoch in epochs:
            found, early = baselines(judged, run.embeddings(epoch), source=EMBEDDING, epoch=epoch)
            rows, stopped = [*rows, *found], stopped + early
            bar.update(1)
    return rows, stopped


def pixels_of(run: Run) -> np.ndarray:
    """Every picture of the run as a few numbers, (n, d) float32: the baselines' raw pixels."""
    from analysis.pictures import Decoded  # loads TensorFlow

    return small_pictures(Decoded(run.location))


def _joined(known: pd.DataFrame, rows: list[dict]) -> pd.DataFrame:
    types = {"epoch": "Int64", "value": float, "low": float, "high": float}
    tables = [table.astype(types) for table in (known, pd.DataFrame(rows)) if len(table)]
    return pd.concat(tables, ignore_index=True).sort_values(
        ["input", "epoch", "model"], kind="stable", ignore_index=True
    )
