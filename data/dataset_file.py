"""`dataset.json`: what a named dataset remembers of where its pictures are and how to read them."""

from __future__ import annotations

import json
import posixpath
from dataclasses import dataclass, field

from data.contract import DataError
from data.locations import absolute, exists, is_local, join, read_bytes, write_atomically

FILE = "dataset.json"
FORMAT = 1
DEFAULT_SPLIT: dict[str, float] = {"validation": 0.15, "test": 0.15, "seed": 0, "groups": True}


@dataclass(frozen=True)
class Entry:
    """One named dataset.

    Attributes:
        name: its folder's name.
        kind: a name in `data.registry.SOURCES`.
        location: absolute path or URL of the pictures.
        options: what the source takes.
        split: `validation` and `test` shares and `seed`, for the splits the dataset does not bring; `groups`: whether
            samples of one group stay together.
    """

    name: str
    kind: str
    location: str
    options: dict = field(default_factory=dict)
    split: dict = field(default_factory=lambda: dict(DEFAULT_SPLIT))


def is_described(folder: str) -> bool:
    """Whether a folder holds a `dataset.json`."""
    return exists(join(folder, FILE))


def read_entry(folder: str) -> Entry:
    """Read a folder's `dataset.json`.

    Raises:
        DataError: damaged, written by a newer version, or without a needed entry.
    """
    path = join(folder, FILE)
    try:
        facts = json.loads(read_bytes(path).decode("utf-8"))
        version, kind, location = facts["format"], facts["kind"], facts["location"]
    except (ValueError, KeyError, TypeError) as error:
        raise DataError(f"{path} is damaged ({error!r}). Remove the file and add the dataset again.") from error
    if not isinstance(version, int) or version > FORMAT:
        raise DataError(f"{path} has format {version!r}; this Epochscope reads up to {FORMAT}. Update Epochscope.")
    place = _placed(absolute(folder), location) if _is_relative(location) else location
    split = {**DEFAULT_SPLIT, **facts.get("split", {})}
    return Entry(str(facts.get("name", posixpath.basename(folder))), kind, place, facts.get("options", {}), split)


def write_entry(folder: str, entry: Entry) -> None:
    """Write a folder's `dataset.json`; a location inside the folder is kept relative, so that it may be moved."""
    home = absolute(folder)
    location = entry.location
    if location == home or location.startswith(home + "/"):
        location = location[len(home) + 1 :] or "."
    facts = {
        "format": FORMAT,
        "name": entry.name,
        "kind": entry.kind,
        "location": location,
        "options": entry.options,
        "split": entry.split,
    }
    write_atomically(join(folder, FILE), json.dumps(facts, indent=2, ensure_ascii=False).encode("utf-8"))


def _placed(folder: str, location: str) -> str:
    """A location relative to a folder; the two slashes of a URL stay two."""
    scheme, mark, path = folder.rpartition("://")
    return scheme + mark + posixpath.normpath(join(path, location))


def _is_relative(location: str) -> bool:
    return is_local(location) and not location.startswith("/")
