"""A run's model with the weights of one epoch, and what it makes of a picture; needs TensorFlow."""

from __future__ import annotations

import threading
from dataclasses import fields
from functools import lru_cache

import numpy as np
import pandas as pd
import tensorflow as tf

from analysis.pictures import as_input
from analysis.service.contract import Refused
from analysis.service.turning import turned
from analysis.service.uploaded_picture import Upload
from analysis.store.reader import Run
from checkpoints.anatomy import Anatomy
from checkpoints.contract import CheckpointError
from checkpoints.files import sha256
from checkpoints.probe import Probe
from checkpoints.reading import load_model
from checkpoints.series import Checkpoint, find_series
from data.decode import decode
from data.locations import filesystem, join
from data.metadata_encoding import Encoding, encode

_working = threading.Lock()  # one model, whose weights change with the epoch asked for


def seen_by(run: Run, epoch: int, upload: Upload) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """An uploaded picture as the model gets it, and what the model of one epoch makes of it.

    Returns:
        picture: (y, x, channels) uint8 at the model's size, before preprocessing, turned upright.
        embedding: (d,) float32.
        scores: (c,) float32, sum 1.

    Raises:
        Refused: the picture is damaged, or the run has no model.
        CheckpointError: the epoch's checkpoint is gone or is another one than was analysed.
    """
    if "input_size" not in run.manifest["model"]:
        raise Refused(f"{run.name} holds scores only, no model of its own: open one of the runs it was made of.")
    model = run.manifest["model"]
    size = (int(model["input_size"][0]), int(model["input_size"][1]))
    picture = as_input(turned(_pixels(upload), upload.orientation), size, int(model["channels"]))
    with _working:
        probe = _at_epoch(run, epoch)
        embeddings, _, scores = probe.read(picture[None], _nothing_known(run, probe.anatomy))
    return picture, embeddings[0], scores[0]


def _pixels(upload: Upload) -> np.ndarray:
    try:
        return decode(tf.constant(upload.content)).numpy()
    except (tf.errors.InvalidArgumentError, tf.errors.UnimplementedError) as error:
        raise Refused(f"The {upload.kind} file is damaged or cut short: it cannot be decoded.") from error
    except (tf.errors.ResourceExhaustedError, MemoryError) as error:
        raise Refused("There is no memory left to decode the picture.") from error


def _at_epoch(run: Run, epoch: int) -> Probe:
    """The run's probe with an epoch's weights; what is loaded already stays."""
    entry = next((entry for entry in run.manifest["epochs"] if entry["epoch"] == epoch), None)
    if entry is None:
        raise Refused(f"Run {run.name} has no complete epoch {epoch}. It has: {', '.join(map(str, run.epochs))}.")
    return _assigned(run.location, str(run.manifest["keys"].get("model")), int(epoch), str(entry["sha256"]))


@lru_cache(maxsize=1)
def _assigned(location: str, model_key: str, epoch: int, digest: str) -> Probe:
    run = Run(location)
    checkpoint = _checkpoint(run, epoch)
    if sha256(checkpoint.location) != digest:
        raise CheckpointError(
            f"{checkpoint.location} is not the checkpoint that was analysed as epoch {epoch}: it was written anew "
            "since. Run the analysis again, or put the old file back."
        )
    probe = _loaded(location, model_key)
    try:
        probe.assign(checkpoint)
    except CheckpointError:  # a damaged file leaves the weights half changed
        _loaded.cache_clear()
        _assigned.cache_clear()
        raise
    return probe


@lru_cache(maxsize=1)
def _loaded(location: str, model_key: str) -> Probe:
    """The model as the analysis found it: the manifest knows where its parts are."""
    run = Run(location)
    facts = run.manifest["model"]
    known = {field.name: facts[field.name] for field in fields(Anatomy) if field.name in facts}
    anatomy = Anatomy(**{**known, "input_size": tuple(facts["input_size"])})
    return Probe(load_model(_checkpoint(run, run.epochs[0])), anatomy, str(facts["preprocess"]))


def _checkpoint(run: Run, epoch: int) -> Checkpoint:
    request = run.manifest.get("request") or {}
    folder = _folder(run)
    series = find_series(folder, pattern=request.get("pattern"), architecture=request.get("architecture"))
    found = next((checkpoint for checkpoint in series.checkpoints if checkpoint.epoch == epoch), None)
    if found is None:
        raise CheckpointError(f"The checkpoint of epoch {epoch} is no longer in {folder}, so its model is gone.")
    return found


def _folder(run: Run) -> str:
    """Where the checkpoints are: as the analysis was told, from here or from beside the folder of runs."""
    told = str(run.manifest.get("checkpoints") or "")
    above = run.location.rstrip("/").rsplit("/", 2)[0] if run.location.count("/") > 1 else ""
    places = [told] if told.startswith("/") or "://" in told or not above else [told, join(above, told)]
    for place in places:
        files, path = filesystem(place)
        if told and files.isdir(path):
            return place
    raise CheckpointError(
        f"The checkpoints of {run.name} are not where the analysis found them: no folder "
        f"{' and no '.join(places) or 'is known'}. Start the service where the analysis was run: "
        "python -m analysis serve RUNS"
    )


def _nothing_known(run: Run, anatomy: Anatomy) -> np.ndarray | None:
    """Metadata of a picture that brings none, every value missing: (1, m) float32; None for a model without."""
    if not anatomy.n_metadata:
        return None
    encoding = Encoding.from_json((run.manifest.get("training") or {}).get("metadata"))
    return encode(encoding, pd.DataFrame({column.name: [None] for column in encoding.columns}))
