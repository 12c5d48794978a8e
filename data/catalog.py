"""From what the user calls a dataset to the dataset: by name, by folder or URL, or as `preset:path`."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from data import registry
from data.assembly import some
from data.contract import DataError, Dataset
from data.csv_images import TABLE_SUFFIXES
from data.dataset_file import DEFAULT_SPLIT, Entry, is_described, read_entry, write_entry
from data.locations import absolute, exists, filesystem, walk
from data.record_shards import is_pattern, is_shard
from data.registry import PRESETS
from data.split import CannotSplit, assign, without_groups

HOME = Path(__file__).parent  # named datasets are the folders beside this file

_NAME = re.compile(r"^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$")
_SPLIT_OPTIONS = tuple(DEFAULT_SPLIT)


def open_dataset(spec: str, **options) -> Dataset:
    """Read the table of a dataset (no pixels) and divide it where it brings no division.

    Args:
        spec: a name (`data/<name>/`), a folder or URL of class folders or TFRecord shards, a CSV table, a shard or a
            pattern of shards (`gs://bucket/set/train*.tfrec`), or `preset:path`, as in
            `ham10000:/somewhere`.
        **options: `validation`, `test`, `seed` (see `data.split.assign`), `groups` (False divides by picture, whatever
            lesion or patient it shows), `kind`, and what the source takes.

    Returns:
        The dataset. Every sample has a split, unless some class has too few groups to be divided: then all samples
        that brought none are in split "all", and `data.split.assign` says why.

    Raises:
        DataError: no such dataset, or one that cannot be read.
    """
    entry = find(spec, **options)
    return _divided_if_possible(_read(entry, registry.read), entry)


def open_table(spec: str, **options) -> Dataset:
    """The same, but rows of a table whose picture is not there stay, with an empty `file`.

    Raises:
        DataError: no such dataset, or one that cannot be read.
    """
    entry = find(spec, **options)
    return _divided_if_possible(_read(entry, registry.read_table), entry)


def find(spec: str, **options) -> Entry:
    """What a dataset's name or place stands for, without reading its table.

    Raises:
        DataError: nothing of that name or at that place.
    """
    split = {key: options.pop(key) for key in _SPLIT_OPTIONS if key in options}
    entry = _found(str(spec), options.pop("kind", None))
    return Entry(entry.name, entry.kind, entry.location, {**entry.options, **options}, {**entry.split, **split})


def names() -> list[str]:
    """Named datasets: folders beside this file that hold a `dataset.json` or class folders."""
    folders = [path for path in HOME.iterdir() if path.is_dir() and _NAME.match(path.name)]
    return sorted(path.name for path in folders if is_described(str(path)) or any(_folders(str(path))))


def add(entry: Entry) -> Dataset:
    """Name a dataset, after reading its table once.

    Raises:
        DataError: a name that cannot be a folder's or is taken, or a dataset that cannot be read.
    """
    folder = home(entry.name)
    if exists(folder):
        raise DataError(f"There is already a dataset {entry.name!r} in {folder}. Choose another name, or remove it.")
    dataset = assign(_read(entry, registry.read), **_shares(entry))
    write_entry(folder, Entry(entry.name, entry.kind, dataset.location, dataset.options, entry.split))
    return dataset


def home(name: str) -> str:
    """The folder of a named dataset.

    Raises:
        DataError: a name that is no plain folder name.
    """
    if not _NAME.match(name):
        raise DataError(f"A dataset's name is made of letters, digits, dots, - and _. Found: {name!r}.")
    return str(HOME / name)


def _read(entry: Entry, reader: Callable[..., Dataset]) -> Dataset:
    dataset = reader(entry.kind, entry.location, name=entry.name, **entry.options)
    return dataset if entry.split.get("groups", True) else without_groups(dataset)


def _shares(entry: Entry) -> dict[str, Any]:
    return {key: value for key, value in entry.split.items() if key != "groups"}


def _divided_if_possible(dataset: Dataset, entry: Entry) -> Dataset:
    try:
        return assign(dataset, **_shares(entry))
    except CannotSplit:
        return dataset


def _found(spec: str, kind: str | None) -> Entry:
    preset, _, place = spec.partition(":")
    if preset in PRESETS and place:
        return Entry(preset, PRESETS[preset], absolute(place), {"preset": preset})
    named = _NAME.match(spec) and (HOME / spec).is_dir()
    location = str(HOME / spec) if named else absolute(spec)
    if is_pattern(location) and kind in (None, "tfrecord"):
        return Entry(posixpath.basename(posixpath.dirname(location)), "tfrecord", location)
    if not spec or not exists(location):
        presets = ", ".join(f"{preset}:FOLDER" for preset in PRESETS)
        known = some(names(), 12) or "none yet (python -m data make lesions draws one)"
        raise DataError(
            f"No dataset {spec!r}. Wanted a name, a folder, a URL, or one of {presets}. Datasets by name: {known}."
        )
    if kind is None and is_described(location):
        return read_entry(location)
    return Entry(posixpath.basename(location.rstrip("/")) or spec, kind or _kind(location), location)


def _kind(location: str) -> str:
    """A table at the top decides for "csv": reading its picture folders as classes would go wrong without a word.

    Shards decide before it: a table beside them says once more what is in the records.
    """
    files, path = filesystem(location)
    if files.isfile(path):
        return "tfrecord" if is_shard(path) else "csv"
    _, _, here = next(walk(location))
    if any(map(is_shard, here)):
        return "tfrecord"
    return "csv" if any(name.lower().endswith(TABLE_SUFFIXES) for name in here) else "image_folder"


def _folders(location: str) -> list[str]:
    return next(walk(location))[1]
