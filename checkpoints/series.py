"""The per-epoch checkpoints of one training, found in a folder."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from checkpoints.contract import CheckpointError
from checkpoints.files import is_complete
from checkpoints.history import read_history
from checkpoints.naming import epoch_numbers, format_of
from checkpoints.own_model import is_own
from data.locations import filesystem, join, read_bytes

Architecture = str | Mapping[str, Any]
"""A model.json, the name of a registry model, or {"model": name, "n_classes": ..., "size": ..., ...}."""

_ADVICE = "Save with ModelCheckpoint('{folder}/epoch_{{epoch:03d}}.keras')."


@dataclass(frozen=True)
class Checkpoint:
    """One epoch of a model.

    Attributes:
        epoch: as in the file name; 0 is before training.
        location: path or URL of the file (of the `.index` file for a TensorFlow checkpoint).
        architecture: what the weights belong to, where the file holds weights alone.
    """

    epoch: int
    location: str
    architecture: Architecture | None = None


@dataclass(frozen=True)
class Series:
    """A model over time.

    Attributes:
        folder: where the checkpoints lie.
        checkpoints: the epochs that can be read, sorted by epoch.
        waiting: the newest file, if it is still being written.
        ignored: checkpoint files without an epoch in their name (best.keras).
        history: the training curves (`read_history`), None if there are none.
        training: what `python -m checkpoints train` wrote about the run, None for somebody else's checkpoints.
        split: the samples as that training divided them (sample, label, split, fold, group), or None.
    """

    folder: str
    checkpoints: tuple[Checkpoint, ...]
    waiting: list[str] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)
    history: pd.DataFrame | None = None
    training: dict | None = None
    split: pd.DataFrame | None = None

    @property
    def epochs(self) -> list[int]:
        """The epochs that can be read, ascending."""
        return [checkpoint.epoch for checkpoint in self.checkpoints]


def find_series(folder: str, *, pattern: str | None = None, architecture: Architecture | None = None) -> Series:
    """Find the checkpoints in a folder and sort them by epoch.

    Args:
        folder: path or URL of a folder of stock Keras checkpoints.
        pattern: how the files are named, if the epoch cannot be told (see `checkpoints.naming.epoch_numbers`).
        architecture: what the weights belong to where files hold weights alone; a `model.json` in the folder and
            our own training.json are found without it.

    Raises:
        CheckpointError: no such folder, nothing in it, ambiguous names, or an older file that is truncated.
    """
    fs, path = filesystem(folder)
    if not fs.isdir(path):
        raise CheckpointError(f"No folder {folder}. Give the folder that holds a run's checkpoints, one per epoch.")
    names = sorted(entry["name"].rstrip("/").rsplit("/", 1)[-1] for entry in fs.ls(path, detail=True))
    files = [name for name in names if format_of(name) and not name.startswith(".")]
    epochs = epoch_numbers(files, pattern)
    if not epochs:
        raise CheckpointError(_nothing(folder, names, pattern))
    ordered = sorted(epochs, key=lambda name: epochs[name])
    waiting = _waiting(folder, ordered)
    ready = [name for name in ordered if name not in waiting]
    if not ready:
        raise CheckpointError(
            f"{join(folder, waiting[0])} is not complete yet and there is no other epoch. Try again later."
        )
    training = _training(folder, names)
    belongs_to = _architecture(folder, names, architecture, training)
    return Series(
        folder=folder,
        checkpoints=tuple(
            Checkpoint(epochs[name], join(folder, name), None if format_of(name) == "model" else belongs_to)
            for name in ready
        ),
        waiting=[join(folder, name) for name in waiting],
        ignored=[join(folder, name) for name in files if name not in epochs],
        history=read_history(join(folder, "history.csv")) if "history.csv" in names else None,
        training=training,
        split=_split(join(folder, "split.csv")) if "split.csv" in names else None,
    )


def _nothing(folder: str, names: list[str], pattern: str | None) -> str:
    wanted = f"match --pattern {pattern!r}" if pattern else "are checkpoints with an epoch in their name"
    found = ", ".join(names[:6]) + (f" and {len(names) - 6} more" if len(names) > 6 else "") if names else "nothing"
    return f"No files in {folder} {wanted}. Found: {found}. {_ADVICE.format(folder=folder)}"


def _waiting(folder: str, ordered: list[str]) -> list[str]:
    """The newest file if it is half-written; anything older that is not whole is an error."""
    broken = [name for name in ordered if not is_complete(join(folder, name))]
    older = [name for name in broken if name != ordered[-1]]
    if older:
        raise CheckpointError(
            f"{join(folder, older[0])} is truncated or not a checkpoint"
            + (f", and so are {len(older) - 1} others" if len(older) > 1 else "")
            + ". Later epochs are complete, so it is not being written: delete it or save it again."
        )
    return broken


def _architecture(
    folder: str, names: list[str], given: Architecture | None, training: dict | None
) -> Architecture | None:
    if given is None and "model.json" in names:
        return join(folder, "model.json")
    built = (training or {}).get("architecture")
    named = built.get("model") if isinstance(built, Mapping) else None
    if given is None and is_own(str(named)):  # a file that came with a folder must not say which code runs
        return None
    return built if given is None or (isinstance(given, str) and named == given) else given


def _training(folder: str, names: list[str]) -> dict | None:
    if "training.json" not in names:
        return None
    location = join(folder, "training.json")
    try:
        training = json.loads(read_bytes(location))
    except ValueError as error:
        raise CheckpointError(f"{location} is not JSON: {error}. Delete it to go on without it.") from error
    if not isinstance(training, dict):
        raise CheckpointError(f"{location} does not describe a training. Delete it to go on without it.")
    return training


def _split(location: str) -> pd.DataFrame:
    table = pd.read_csv(io.BytesIO(read_bytes(location)), dtype=str, keep_default_na=False)
    missing = {"sample", "label", "split", "fold", "group"} - set(table.columns)
    if missing:
        raise CheckpointError(
            f"{location} lacks the columns {', '.join(sorted(missing))}. Delete it to go on without it."
        )
    return table.astype({"fold": int})
