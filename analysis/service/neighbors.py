"""POST /neighbors: the samples nearest to a picture that is not of the run, at a chosen epoch."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from analysis.service.contract import Refused, Service
from analysis.service.fields import only, text, whole
from analysis.service.nearest import nearest
from analysis.service.open_runs import open_run
from analysis.service.sheet import png_sheet
from analysis.service.uploaded_picture import MOST_BYTES, check, from_base64
from analysis.store.reader import Run

FIELDS = ("run", "image", "epoch", "k", "metric", "among")
MOST = 50  # neighbors
METRICS = ("euclidean", "cosine")
AMONG = ("all", "train", "validation")
MOST_BODY = MOST_BYTES // 3 * 4 + 64 * 1024  # of a request: the file in base64, and the other fields


def neighbors(service: Service, body: dict) -> dict:
    """Find the samples nearest to an uploaded picture.

    The picture is turned as its EXIF mark says; nothing but its pixels is used, kept or sent back.

    Args:
        body: `run`; `image`, a file in base64; `epoch`; `k` (12); `metric`, one of METRICS (euclidean); `among`, one of
            AMONG (all).

    Returns:
        `samples` (ids, nearest first, ties by row number), `rows`, `distances`; `scores`, one per class of the run;
        `picture`, what the model was given, as `analysis.service.sheet.png_sheet`; `kind`, `size` [y, x] and `turned`.

    Raises:
        Refused: a field out of range, an unknown run or epoch, no picture, TensorFlow still starting.
        EpochscopeError: the epoch's checkpoint is gone.
    """
    only(body, FIELDS)
    run = open_run(service.runs, text(body, "run"))
    epoch = _epoch(run, body)
    k = whole(body, "k", 1, MOST, default=12)
    metric, among = _one_of(body, "metric", METRICS), _one_of(body, "among", AMONG)
    upload = check(from_base64(body.get("image")))
    picture, embedding, scores = service.loaded().seen_by(run, epoch, upload)
    if not (np.isfinite(embedding).all() and np.isfinite(scores).all()):
        raise Refused(f"The model of epoch {epoch} gives no finite numbers for this picture.")
    rows, distances = nearest(embedding, _embeddings(run, epoch), _rows(run, among), k, metric=metric)
    return {
        "samples": run.samples["sample"].iloc[rows].astype(str).tolist(),
        "rows": rows.tolist(),
        "distances": distances.tolist(),
        "scores": [float(score) for score in scores],
        "picture": png_sheet(picture[None], columns=1),
        "kind": upload.kind,
        "size": list(upload.size),
        "turned": upload.orientation != 1,
    }


def _epoch(run: Run, body: dict) -> int:
    epoch = whole(body, "epoch", 0, 2**31 - 1, default=run.epochs[-1] if run.epochs else 0)
    if epoch not in run.epochs or not run.has_embeddings:
        found = ", ".join(map(str, run.epochs)) if run.has_embeddings else "scores only"
        raise Refused(f"Run {run.name} has no embeddings at epoch {epoch}. It has: {found or 'none yet'}.")
    return epoch


def _one_of(body: dict, name: str, allowed: tuple[str, ...]) -> str:
    value = body.get(name, allowed[0])
    if value not in allowed:
        raise Refused(f"{name} must be one of {', '.join(allowed)}.")
    return value


def _rows(run: Run, among: str) -> np.ndarray:
    rows = run.rows(among)
    if not len(rows):
        raise Refused(f"Run {run.name} has no samples in the split {among}.")
    return rows


@lru_cache(maxsize=1)
def _embeddings(run: Run, epoch: int) -> np.ndarray:
    """Kept for the next picture of the same epoch; 170 MB at 33,126 samples of 1,280 features."""
    return run.embeddings(epoch)
