"""The last complete epoch of a training with all that is needed to go on from it, in one file."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from checkpoints.contract import CheckpointError
from data.locations import exists, filesystem, join, read_bytes, write_atomically

if TYPE_CHECKING:
    import keras

RESUME = "resume.npz"
FORMAT = 1


@dataclass
class State:
    """How far a training is.

    Attributes:
        epoch: the last complete one; 0 before the first.
        history: metrics of every complete epoch, in order.
        seconds: of every complete epoch, validation and saving included.
        patience: what early stopping and reduce-on-plateau wait for, by name (`Patience.to_json`).
        stopped: whether early stopping has ended it.
    """

    epoch: int = 0
    history: list[dict[str, float]] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    patience: dict[str, dict] = field(default_factory=dict)
    stopped: bool = False


def save_state(folder: str, state: State, variables: Mapping[str, Sequence[keras.Variable]]) -> None:
    """Replace the file in one step: after a kill there is the old epoch or the new one.

    Args:
        folder: path or URL.
        state: as it is after an epoch.
        variables: by group ("model", "optimizer"): weights, moving statistics, moments, the states of random
            generators.
    """
    arrays = {name: np.asarray(variable) for name, variable in _named(variables)}
    facts = {"format": FORMAT, "shapes": {name: list(array.shape) for name, array in arrays.items()}} | asdict(state)
    content = io.BytesIO()
    np.savez(content, allow_pickle=False, facts=np.frombuffer(json.dumps(facts).encode(), np.uint8), **arrays)
    write_atomically(join(folder, RESUME), content.getvalue())


def read_state(folder: str) -> State | None:
    """How far an interrupted training came; None where no epoch was completed.

    Raises:
        CheckpointError: the file is damaged or of a newer version.
    """
    if not exists(join(folder, RESUME)):
        return None
    with _opened(folder) as file:
        facts = _facts(file, folder)
    return State(**{name: facts[name] for name in asdict(State())})


def restore(folder: str, variables: Mapping[str, Sequence[keras.Variable]]) -> None:
    """Put the saved values back.

    Args:
        variables: some or all of the groups that were saved, each as many variables as then.

    Raises:
        CheckpointError: the file belongs to another model or optimizer.
    """
    with _opened(folder) as file:
        known = _facts(file, folder)["shapes"]
        named = list(_named(variables))
        wanted = {name: list(variable.shape) for name, variable in named}
        found = {name: shape for name, shape in known.items() if name.split(":")[0] in variables}
        if wanted != found:
            odd = next(name for name in sorted({*wanted, *found}) if wanted.get(name) != found.get(name))
            raise CheckpointError(
                f"{join(folder, RESUME)} belongs to another training: {odd} is {found.get(odd)} there, "
                f"{wanted.get(odd)} here. Train anew with --overwrite."
            )
        for name, variable in named:
            variable.assign(file[name])


def forget_state(folder: str) -> None:
    """Delete the file; a training that is complete needs it no longer."""
    files, path = filesystem(join(folder, RESUME))
    if files.exists(path):
        files.rm_file(path)


def _named(variables: Mapping[str, Sequence[Any]]) -> list[tuple[str, Any]]:
    return [(f"{group}:{place:05d}", each) for group, many in variables.items() for place, each in enumerate(many)]


def _opened(folder: str) -> Any:
    try:
        return np.load(io.BytesIO(read_bytes(join(folder, RESUME))), allow_pickle=False)
    except (ValueError, EOFError, zipfile.BadZipFile) as error:
        raise _damaged(folder, error) from error


def _facts(file: Any, folder: str) -> dict[str, Any]:
    try:
        facts = json.loads(file["facts"].tobytes())
        version = facts["format"]
    except (ValueError, KeyError, TypeError, zipfile.BadZipFile) as error:
        raise _damaged(folder, error) from error
    if version != FORMAT:
        raise CheckpointError(
            f"{join(folder, RESUME)} has format {version!r}; this Epochscope reads {FORMAT}. Go on with the version "
            "that wrote it, or train anew with --overwrite."
        )
    return facts


def _damaged(folder: str, error: Exception) -> CheckpointError:
    return CheckpointError(f"{join(folder, RESUME)} is damaged ({error}). Train anew with --overwrite.")
