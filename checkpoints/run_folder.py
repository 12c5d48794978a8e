"""The folder of one training: what lies in it, and that nobody's earlier run is overwritten by accident."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

import pandas as pd

from checkpoints.contract import CheckpointError
from checkpoints.epoch_end import HISTORY
from checkpoints.options import Options
from checkpoints.resuming import RESUME
from data.locations import absolute, filesystem, join, read_bytes, write_atomically

TRAINING, SPLIT = "training.json", "split.csv"
COMPLETE, INTERRUPTED = "complete", "interrupted"
SPLIT_COLUMNS = ["sample", "label", "split", "fold", "group"]

_ELSEWHERE = ("device", "tpu", "jit")  # options that may change when a training goes on


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
    """What makes two trainings the same, as text; what says nothing counts as left out, as older files leave it out."""
    data = {key: facts["dataset"][key] for key in ("name", "kind", "location", "options")}
    options = asdict(Options()) | facts["options"] | {"class_weights": bool(facts["options"]["class_weights"])}
    options = {key: value for key, value in options.items() if key not in _ELSEWHERE}
    architecture = {key: value for key, value in facts["architecture"].items() if value not in (None, 0, [])}
    rest = [facts[key] for key in ("classes", "weights", "initial_weights")]
    added = [facts.get(key) or None for key in ("augment", "metadata", "folds")]
    return json.dumps([data, options, architecture, rest, added, facts.get("fold")], sort_keys=True)


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
    if not overwrite:
        refuse_taken(folder)
    fs, path = filesystem(folder)
    if fs.isfile(path):
        raise CheckpointError(f"{folder} is a file. Choose another name for the run.")
    for name in _names(folder):
        written = name in (HISTORY, TRAINING, SPLIT, RESUME)
        if written or (name.startswith(("epoch_", ".epoch_")) and name.endswith(".keras")):
            fs.rm_file(f"{path}/{name}")
    fs.makedirs(path, exist_ok=True)
    return folder


def refuse_taken(folder: str) -> None:
    """Raise CheckpointError if a folder holds something, or is a file."""
    folder = absolute(folder)
    fs, path = filesystem(folder)
    if fs.isfile(path):
        raise CheckpointError(f"{folder} is a file. Choose another name for the run.")
    found = sorted(name for name in _names(folder) if not name.startswith("."))
    if found:
        raise CheckpointError(
            f"{folder} holds a run already: {', '.join(found[:4])}{', …' if len(found) > 4 else ''}. "
            "Choose another --name, or replace it with --overwrite."
        )


def _names(folder: str) -> list[str]:
    fs, path = filesystem(folder)
    return [entry.rsplit("/", 1)[-1] for entry in fs.ls(path, detail=False)] if fs.isdir(path) else []


def write_split(folder: str, samples: pd.DataFrame) -> None:
    """Write which sample was used for what.

    Args:
        samples: with the columns `SPLIT_COLUMNS`.
    """
    write_atomically(join(folder, SPLIT), samples[SPLIT_COLUMNS].to_csv(index=False).encode())


def write_training(folder: str, facts: dict[str, Any]) -> None:
    """Write what the training is about, JSON values only."""
    write_atomically(join(folder, TRAINING), json.dumps(facts, indent=2, ensure_ascii=False).encode())
