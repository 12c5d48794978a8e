"""The pipeline's stage: every complete epoch measured once, and anew when what it rests on has changed."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from analysis.health.judging import measured, publish
from analysis.health.measuring import Measuring, compared_with
from analysis.health.registry import VERSION
from analysis.store.findings import Finding
from analysis.store.reader import Run
from analysis.store.writer import RunWriter
from analysis.subject import digest
from checkpoints.probe import Probe
from checkpoints.series import Checkpoint
from data.progress import progress


def health_due(run: Run, checkpoints: Iterable[int]) -> bool:
    """Whether a complete epoch has not been measured as it is now, or the run not been judged in this version.

    Args:
        checkpoints: the epochs that have a checkpoint.
    """
    judged = run.manifest.get("health_version") == VERSION and "health" in run.manifest
    return not judged or bool(epochs_to_measure(run, checkpoints))


def epochs_to_measure(run: Run, checkpoints: Iterable[int]) -> list[int]:
    """The complete epochs with a checkpoint that have not been measured as they are now, ascending."""
    keys = _keys(run, checkpoints)
    kept = set(_kept(run, keys)["epoch"])
    return [epoch for epoch in keys if epoch not in kept]


def write_health(
    writer: RunWriter, probe: Probe, checkpoints: dict[int, Checkpoint], metadata: np.ndarray | None = None
) -> list[Finding]:
    """Measure the complete epochs that are new or changed, and judge all of them.

    Args:
        writer: of a run whose embeddings, scores and metrics are written.
        probe: the run's model; another epoch's weights are in it afterwards.
        checkpoints: epoch -> checkpoint, as far as they are there.
        metadata: (n, m) float32 of every sample, for a model that takes metadata beside the picture.
    """
    run = Run(writer.location)
    there = {epoch: checkpoints[epoch] for epoch in run.epochs if epoch in checkpoints}
    measuring, keys = Measuring(run, probe, there, metadata), _keys(run, there)
    known = _kept(run, keys)
    due = epochs_to_measure(run, there)
    rows = []
    for number in progress(due, label="Run health", total=len(due), unit="epoch"):
        rows.append({"key": keys[number], **measured(measuring.epoch(number))})
    table = pd.DataFrame([*known.to_dict("records"), *rows])
    return publish(writer, run, table.sort_values("epoch", ignore_index=True)) if len(table) else []


def _keys(run: Run, checkpoints: Iterable[int]) -> dict[int, str]:
    there = sorted(set(run.epochs) & set(checkpoints))
    return {epoch: _key(run, epoch, compared_with(there, epoch)) for epoch in there}


def _kept(run: Run, keys: dict[int, str]) -> pd.DataFrame:
    """The rows that still hold; one of an epoch whose checkpoint is gone does."""
    known = run.health
    kept = [keys.get(epoch, key) == key for epoch, key in zip(known["epoch"], known.get("key", []), strict=True)]
    return known[np.array(kept, bool)]


def _key(run: Run, epoch: int, neighbor: int | None) -> str:
    """Changes whenever a row of the table would: its checkpoint, the one it is compared with, metrics and log.

    No check reads the metrics of test-time augmentation, which may be added to a run that was measured before.
    """
    plain = run.metrics.loc[:, ~run.metrics.columns.str.contains("_tta_")]
    digests = {entry["epoch"]: entry.get("sha256") for entry in run.manifest["epochs"]}
    rows = [table[table["epoch"] == epoch].to_json(orient="records") for table in (plain, run.history)]
    parts = [VERSION, digests.get(epoch), digests.get(neighbor), run.manifest.get("keys", {}).get("model"), *rows]
    return digest(parts)
