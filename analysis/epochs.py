"""From a checkpoint to a complete epoch in the store: embeddings, scores, neighbors."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import numpy as np

from analysis.fed_model import FedModel
from analysis.neighbors.stage import wanted_lists, write_lists
from analysis.projections.moments import leading_directions, mean_and_covariance
from analysis.store import layout
from analysis.store.arrays import EpochArrays
from analysis.store.reader import Run
from analysis.store.writer import RunWriter
from analysis.subject import Subject
from data.contract import EpochscopeError
from data.progress import progress

if TYPE_CHECKING:
    from analysis.pictures import Decoded  # loads TensorFlow


def epochs_due(run: Run, subject: Subject) -> bool:
    """Whether a checkpoint has not been read in the version that it has now."""
    known = {entry["epoch"]: entry["sha256"] for entry in run.manifest["epochs"]}
    bad = run.manifest.get("bad_epochs", {})
    return any(known.get(epoch) != sha256 and str(epoch) not in bad for epoch, sha256 in subject.digests.items())


def update_epochs(writer: RunWriter, subject: Subject, model: FedModel) -> int:
    """Read every checkpoint that the store does not have yet, or has in another version; returns how many.

    Raises:
        EpochscopeError: none of them gives finite numbers.
    """
    from analysis.pictures import Decoded

    known = {entry["epoch"]: entry["sha256"] for entry in writer.manifest["epochs"]}
    due = [epoch for epoch, sha256 in subject.digests.items() if known.get(epoch) != sha256]
    decoded, samples = Decoded(writer.location), list(Run(writer.location).samples["sample"])
    bad = writer.manifest.setdefault("bad_epochs", {})
    for epoch in due:
        if epoch in known:
            writer.drop_epoch(epoch)
        checkpoint = subject.checkpoint(epoch)
        model.probe.assign(checkpoint)
        embeddings, scores = read_epoch(model, decoded, epoch, subject.request.batch_size)
        row = first_bad(embeddings, scores)
        if row is not None:
            bad[str(epoch)] = f"NaN or infinite values, first at sample {samples[row]}"
            continue
        bad.pop(str(epoch), None)
        entry = {"epoch": epoch, "checkpoint": checkpoint.location, "sha256": subject.digests[epoch]}
        arrays = writer.arrays(samples, writer.manifest["classes"])
        write_epoch(writer, arrays, entry, embeddings, scores, lists=subject.request.neighbor_lists)
    if not writer.epochs:
        raise EpochscopeError(
            f"No epoch of {subject.series.folder} gives finite numbers: {bad}. Was training diverging?"
        )
    return len(due)


def read_epoch(model: FedModel, decoded: Decoded, epoch: int, batch_size: int) -> tuple[np.ndarray, np.ndarray]:
    """Embeddings and scores of every sample under the model's present weights.

    Returns:
        embeddings: (n, d) float32.
        scores: (n, c) float32, rows sum to 1.
    """
    n, anatomy = len(decoded), model.probe.anatomy
    embeddings = np.empty((n, anatomy.n_features), np.float32)
    scores = np.empty((n, anatomy.n_classes), np.float32)
    with progress(label=f"Epoch {epoch}: embeddings", total=n, unit="img") as bar:
        for start, images in decoded.batches(batch_size):
            rows = slice(start, start + len(images))
            embeddings[rows], _, scores[rows] = model.read(images, rows)
            bar.update(len(images))
    return embeddings, scores


def write_epoch(
    writer: RunWriter,
    arrays: EpochArrays,
    entry: dict,
    embeddings: np.ndarray,
    scores: np.ndarray,
    *,
    lists: tuple[str, ...] = (),
) -> None:
    """Add neighbors and variances to what was read, write all of it, then publish the epoch.

    Args:
        entry: manifest entry to be; `epoch` is required, the rest is added here.
        embeddings: (n, d) float32, finite.
        scores: (n, c) float32.
        lists: of neighbors, as `request.NEIGHBOR_LISTS`; the Euclidean ones among all are always there.
    """
    epoch, began = entry["epoch"], time.monotonic()
    arrays.add_epoch(epoch)
    for name, spec, values in (
        ("embeddings", layout.EMBEDDINGS, embeddings),
        ("scores", layout.SCORES, scores),
    ):
        arrays.create(name, spec, values.shape)
        arrays.write(name, epoch, values)
    entry |= write_lists(writer, arrays, epoch, embeddings, wanted_lists(Run(writer.location), lists))
    entry |= {"variance": _variance(embeddings), "neighbors_seconds": round(time.monotonic() - began, 3)}
    writer.finish_epoch(arrays, entry)


def first_bad(embeddings: np.ndarray, scores: np.ndarray) -> int | None:
    """The first row with a NaN or infinite value, None when all are finite."""
    bad = ~(np.isfinite(embeddings).all(axis=1) & np.isfinite(scores).all(axis=1))
    return int(bad.argmax()) if bad.any() else None


def _variance(embeddings: np.ndarray) -> dict[str, float]:
    _, covariance = mean_and_covariance(embeddings)
    _, variances = leading_directions(covariance, 2)
    total = float(np.trace(covariance))
    return {"total": total, "best_plane": float(variances.sum() / total) if total else 0.0}
