"""The folder of one training: what lies in it, and that nobody's earlier run is overwritten by accident."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from checkpoints.contract import CheckpointError
from data.locations import absolute, filesystem, is_local, join, read_bytes, write_atomically

if TYPE_CHECKING:
    import keras

CHECKPOINTS = "epoch_{epoch:03d}.keras"  # ModelCheckpoint counts from 1, 000 is before training
HISTORY, TRAINING, SPLIT = "history.csv", "training.json", "split.csv"
COMPLETE, INTERRUPTED = "complete", "interrupted"
SPLIT_COLUMNS = ["sample", "label", "split", "fold", "group"]


def standing(folder: str, facts: dict[str, Any]) -> str | None:
    """How a folder stands to a training that is about to begin.

    Args:
        folder: path or URL.
        facts: what training.json would say.

    Returns:
        `COMPLETE` or `INTERRUPTED` if it holds this very training (same data, model and options), None otherwise.
    """
    location = join(absolute(folder), TRAINING)
    try:
        known = json.loads(read_bytes(location))
        same = _identity(known) == _identity(facts)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):  # nothing there, or not ours: `claim` decides
        return None
    if not same:
        return None
    return COMPLETE if known.get("seconds_per_epoch") else INTERRUPTED


def _identity(facts: dict[str, Any]) -> str:
    """What makes two trainings the same, as text; class weights count as asked for or not."""
    data = {key: facts["dataset"][key] for key in ("name", "kind", "location", "options")}
    options = facts["options"] | {"class_weights": bool(facts["options"]["class_weights"])}
    rest = [facts[key] for key in ("classes", "architecture", "augment", "weights", "initial_weights")]
    return json.dumps([data, options, rest], sort_keys=True)


def claim(folder: str, *, overwrite: bool = False) -> str:
    """Make a folder ready for a run.

    Args:
        folder: path or URL.
        overwrite: delete an earlier run's checkpoints and tables there; other files are left alone.

    Returns:
        The folder as an absolute path or URL.

    Raises:
        CheckpointError: it holds something already, or is a file.
    """
    folder = absolute(folder)
    fs, path = filesystem(folder)
    if fs.isfile(path):
        raise CheckpointError(f"{folder} is a file. Choose another name for the run.")
    names = [entry.rsplit("/", 1)[-1] for entry in fs.ls(path, detail=False)] if fs.isdir(path) else []
    found = sorted(name for name in names if not name.startswith("."))
    if found and not overwrite:
        raise CheckpointError(
            f"{folder} holds a run already: {', '.join(found[:4])}{', …' if len(found) > 4 else ''}. "
            "Choose another --name, or replace it with --overwrite."
        )
    for name in names:
        if name in (HISTORY, TRAINING, SPLIT) or (name.startswith(("epoch_", ".epoch_")) and name.endswith(".keras")):
            fs.rm_file(f"{path}/{name}")
    fs.makedirs(path, exist_ok=True)
    return folder


def save_untrained(model: keras.Model, folder: str) -> None:
    """Save the model as it is before training, so that a reader never sees half of it."""
    name = CHECKPOINTS.format(epoch=0)
    if not is_local(folder):
        model.save(join(folder, name))
        return
    temporary = Path(folder) / f".{name}"
    model.save(temporary)
    os.replace(temporary, Path(folder) / name)  # noqa: PTH105 (the name people look for when they check atomicity)


def write_split(folder: str, samples: pd.DataFrame) -> None:
    """Write which sample was used for what.

    Args:
        samples: with the columns `SPLIT_COLUMNS`.
    """
    write_atomically(join(folder, SPLIT), samples[SPLIT_COLUMNS].to_csv(index=False).encode())


def write_training(folder: str, facts: dict[str, Any]) -> None:
    """Write what the training is about, JSON values only."""
    write_atomically(join(folder, TRAINING), json.dumps(facts, indent=2, ensure_ascii=False).encode())
