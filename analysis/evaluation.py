"""epochs.parquet: metrics of every complete epoch, recomputed from the stored scores."""

from __future__ import annotations

import pandas as pd

from analysis.metrics import Estimate, difference, summary
from analysis.store import layout
from analysis.store.reader import Run
from analysis.store.writer import RunWriter
from analysis.subject import digest, later

VERSION = 1  # raised when a metric is computed differently, so that all are computed anew
NOT_FOR_RANKS = ("log_loss", "expected_calibration_error")  # they read scores as probabilities


def evaluate_epoch(run: Run, epoch: int) -> dict[str, float]:
    """All metrics of one epoch: `<split>_<metric>` with `_low` and `_high` (95 %, bootstrap over groups).

    Where the epoch has test-time augmentation, also `<split>_tta_<metric>`, and what it gains over the plain scores
    on the same resamples, `<split>_tta_gain_<metric>`.

    Returns:
        One row of epochs.parquet. Metrics that are undefined in a split are NaN.
    """
    scores = run.scores(epoch)
    augmented = run.scores_tta(epoch) if epoch in run.tta_epochs else None
    row: dict[str, float] = {"epoch": epoch}
    for split in run.splits:
        rows = run.rows(split)
        groups = run.samples["group"].to_numpy()[rows]
        known, labels = groups if bool((groups != "").all()) else None, run.labels[rows]
        figures = summary(labels, scores[rows], known)
        if run.has_ranks:
            figures = {metric: figure for metric, figure in figures.items() if metric not in NOT_FOR_RANKS}
        row |= _columns(split, figures)
        if augmented is not None:
            row |= _columns(f"{split}_tta", summary(labels, augmented[rows], known))
            row |= _columns(f"{split}_tta_gain", difference(labels, scores[rows], augmented[rows], known))
    return row


def _columns(prefix: str, figures: dict[str, Estimate]) -> dict[str, float]:
    row: dict[str, float] = {}
    for metric, (value, low, high) in figures.items():
        name = f"{prefix}_{metric}"
        row |= {name: _number(value), f"{name}_low": _number(low), f"{name}_high": _number(high)}
    return row


def _number(value: float | None) -> float:
    return float("nan") if value is None else float(value)


def metrics_due(run: Run) -> bool:
    """Whether an epoch has no metrics, or those of other labels, splits, groups, scores or of another version."""
    return not _is_kept(run) or list(run.metrics["epoch"]) != run.epochs


def update_due_metrics(writer: RunWriter) -> int:
    """Bring the metrics of an analysed run up to date, and note what they rest on; returns how many epochs were due."""
    run = Run(writer.location)
    keep = _is_kept(run)
    due = [epoch for epoch in run.epochs if not keep or epoch not in set(run.metrics["epoch"])]
    update_metrics(writer, keep=keep)
    writer.manifest["keys"]["table"] = _key(run)
    writer.save()
    return len(due)


def _is_kept(run: Run) -> bool:
    return run.manifest["keys"].get("table") == _key(run)


def _key(run: Run) -> str:
    table, tta = run.samples[["label", "split", "group"]].to_json(), run.manifest.get("tta") or {}
    augmented = [tta.get("key"), tta.get("epochs")] if tta else ""
    return digest([table, run.manifest["keys"]["model"], augmented, *later(VERSION)])


def update_metrics(writer: RunWriter, *, keep: bool) -> None:
    """Bring epochs.parquet up to date with the complete epochs.

    Args:
        keep: trust the rows that are there (the samples' labels and splits are unchanged).
    """
    run = Run(writer.location)
    known = run.metrics if keep else pd.DataFrame({"epoch": []})
    missing = [epoch for epoch in run.epochs if epoch not in set(known["epoch"])]
    if not missing and len(known) == len(run.epochs) and keep:
        return
    rows = pd.DataFrame([evaluate_epoch(run, epoch) for epoch in missing])
    table = pd.concat([known, rows], ignore_index=True) if len(known) else rows
    writer.table(layout.EPOCHS, table.sort_values("epoch", ignore_index=True))
