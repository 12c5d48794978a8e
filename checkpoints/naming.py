"""Which epoch a checkpoint's file name stands for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from checkpoints.contract import CheckpointError

FORMATS = {  # ending -> what the file holds, longest ending first
    ".weights.h5": "weights",
    ".keras": "model",
    ".hdf5": "model",
    ".h5": "model",
    ".index": "tensorflow",
}

_MARKED = re.compile(r"(?:epoch|(?<![a-z0-9])(?:ep|e))[-_.= ]*(\d+)", re.IGNORECASE)
_DECIMAL = re.compile(r"\d+\.\d+")
_FIELD = re.compile(r"\{(\w+)[^{}]*\}")


def format_of(name: str) -> str | None:
    """What a file of this name holds: "model", "weights", "tensorflow", or None for no checkpoint."""
    return next((kind for ending, kind in FORMATS.items() if name.lower().endswith(ending)), None)


def epoch_numbers(names: Iterable[str], pattern: str | None = None) -> dict[str, int]:
    """Read the epoch out of every file name that has one.

    Without a pattern: the number after "epoch", "ep" or "e"; where no name has such a mark, the last whole number
    of the name (decimals such as a validation loss do not count).

    Args:
        names: file names of checkpoints, without folder.
        pattern: a template as `ModelCheckpoint` takes it ("cp-{epoch:04d}.keras"), or a regular expression with a
            group named epoch ("run1-(?P<epoch>[0-9]+)").

    Returns:
        file name -> epoch, only for the names that have one.

    Raises:
        CheckpointError: several numbers change from file to file, one epoch has two files, or the pattern is none.
    """
    names = sorted(names)
    if pattern is not None:
        return _distinct(_matching(names, _expression(pattern)))
    marked = _matching(names, _MARKED)
    if marked:
        return _distinct(marked)
    numbers = {name: found for name in names if (found := _whole_numbers(name))}
    _refuse_ambiguous(numbers)
    return _distinct({name: found[-1] for name, found in numbers.items()})


def stem(name: str) -> str:
    """The file name without what says its format: "cp-0001.ckpt.index" -> "cp-0001"."""
    ending = next((ending for ending in FORMATS if name.lower().endswith(ending)), "")
    return name[: len(name) - len(ending)].removesuffix(".ckpt")


def _whole_numbers(name: str) -> list[int]:
    return [int(digits) for digits in re.findall(r"\d+", _DECIMAL.sub("", stem(name)))]


def _matching(names: Sequence[str], expression: re.Pattern[str]) -> dict[str, int]:
    found = {}
    for name in names:
        match = expression.search(name) or expression.search(name.removesuffix(".index"))
        if match:
            found[name] = int(match[1] if expression is _MARKED else match["epoch"])
    return found


def _expression(pattern: str) -> re.Pattern[str]:
    advice = "Give a template such as 'cp-{epoch:04d}.keras' or a regular expression with a group (?P<epoch>[0-9]+)."
    if "(?P<epoch>" in pattern:
        try:
            return re.compile(pattern)
        except re.error as error:
            raise CheckpointError(f"--pattern {pattern!r} is no regular expression: {error}. {advice}") from error
    template = pattern.rsplit("/", 1)[-1]
    fields = _FIELD.findall(template)
    if fields.count("epoch") != 1:
        raise CheckpointError(f"--pattern {pattern!r} does not say where the epoch stands. {advice}")
    literals = _FIELD.split(template)[::2]
    parts = [re.escape(literals[0])]
    for field, literal in zip(fields, literals[1:], strict=True):
        parts += [r"(?P<epoch>\d+)" if field == "epoch" else ".+?", re.escape(literal)]
    return re.compile("^" + "".join(parts) + "$")


def _refuse_ambiguous(numbers: dict[str, list[int]]) -> None:
    shortest = min((len(found) for found in numbers.values()), default=0)
    changing = [i for i in range(1, shortest + 1) if len({found[-i] for found in numbers.values()}) > 1]
    if len(changing) > 1:
        examples = ", ".join(list(numbers)[:3])
        raise CheckpointError(
            f"The epoch cannot be told from the file names: {len(changing)} numbers change between them "
            f"({examples}). Say where it stands with --pattern, for example "
            "--pattern 'model-{epoch:02d}-{step}.keras'."
        )


def _distinct(epochs: dict[str, int]) -> dict[str, int]:
    files: dict[int, list[str]] = {}
    for name, epoch in epochs.items():
        files.setdefault(epoch, []).append(name)
    twice = {epoch: found for epoch, found in files.items() if len(found) > 1}
    if twice:
        listed = "; ".join(f"epoch {epoch}: {', '.join(found)}" for epoch, found in sorted(twice.items())[:3])
        raise CheckpointError(
            f"{len(twice)} epochs have more than one file ({listed}). Choose the files of one series with --pattern, "
            "for example --pattern 'epoch_{epoch:03d}.keras'."
        )
    return epochs
