"""The pipeline's stage: every complete epoch measured once, and anew when what it rests on has changed."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.health.judging import measured, publish
from analysis.health.measuring import Measuring
from analysis.health.registry import VERSION
from analysis.store.findings import Finding
from analysis.store.reader import Run
from analysis.store.writer import RunWriter
from analysis.subject import digest
from checkpoints.probe import Probe
from checkpoints.series import Checkpoint
from data.progress import progress


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
    measuring = Measuring(run, probe, there, metadata)
    keys = {epoch: _key(run, epoch, measuring.neighbor(epoch)) for epoch in measuring.checkpoints}
    known = run.health
    kept = [keys.get(epoch, key) == key for epoch, key in zip(known["epoch"], known.get("key", []), strict=True)]
    known = known[np.array(kept, bool)]
    due = [epoch for epoch in measuring.checkpoints if epoch not in set(known["epoch"])]
    rows = []
    for number in progress(due, label="Run health", total=len(due), unit="epoch"):
        rows.append({"key": keys[number], **measured(measuring.epoch(number))})
    table = pd.DataFrame([*known.to_dict("records"), *rows])
    return publish(writer, run, table.sort_values("epoch", ignore_index=True)) if len(table) else []


def _key(run: Run, epoch: int, neighbor: int | None) -> str:
    """Changes whenever a row of the table would: its checkpoint, the one it is compared with, metrics and log.

    No check reads the metrics of test-time augmentation, which may be added to a run that was measured before.
    """
    plain = run.metrics.loc[:, ~run.metrics.columns.str.contains("_tta_")]
    digests = {entry["epoch"]: entry.get("sha256") for entry in run.manifest["epochs"]}
    rows = [table[table["epoch"] == epoch].to_json(orient="records") for table in (plain, run.history)]
    parts = [VERSION, digests.get(epoch), digests.get(neighbor), run.manifest.get("keys", {}).get("model"), *rows]
    return digest(parts)
