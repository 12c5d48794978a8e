"""Paths and URLs alike: the one place that talks to fsspec, so that `gs://bucket/x` works wherever a path does."""

from __future__ import annotations

import os
import re
import uuid
from collections.abc import Iterator
from pathlib import Path

import fsspec
from fsspec.implementations.local import LocalFileSystem

from data.bucket import refuse_closed
from data.contract import EpochscopeError

_URL = re.compile(r"^[A-Za-z][A-Za-z0-9+.-]+://")
PART = ".part"  # ending of a file that is still being written; a killed process may leave one behind


def is_local(location: str) -> bool:
    """Whether a location is a plain path of this machine (a name with `:` or `::` in it is one too)."""
    return _URL.match(str(location)) is None


def filesystem(location: str) -> tuple[fsspec.AbstractFileSystem, str]:
    """The file system a location lies on, and its path there.

    Raises:
        EpochscopeError: nothing is installed that can read such a URL, or its bucket is closed to us.
    """
    location = str(location)
    if is_local(location):
        return LocalFileSystem(), os.path.abspath(os.path.expanduser(location)).replace(os.sep, "/")  # noqa: PTH100, PTH111 (a str keeps `//` and odd names)
    try:
        files, path = fsspec.core.url_to_fs(location)
    except (ImportError, ValueError) as error:
        scheme = location.split("://")[0]
        raise EpochscopeError(
            f"Cannot open {location}: {error}. A location is a path or a URL that fsspec reads; "
            f"{scheme}:// needs its package installed (gs:// needs gcsfs, s3:// needs s3fs)."
        ) from error
    refuse_closed(location, files, path)
    return files, path


def absolute(location: str) -> str:
    """A location that means the same from every working folder."""
    return filesystem(location)[1] if is_local(location) else str(location).rstrip("/")


def join(location: str, *parts: str) -> str:
    """A location inside another: `join("gs://b/runs", "mine", "run.json")`."""
    location = str(location)
    inner, chain, outer = (location, "", "") if is_local(location) else location.partition("::")
    for part in parts:
        inner = inner + str(part) if inner.endswith("/") or not inner else f"{inner}/{part}"
    return inner + chain + outer


def exists(location: str) -> bool:
    """Whether a file or folder is there."""
    files, path = filesystem(location)
    return bool(files.exists(path))


def read_bytes(location: str) -> bytes:
    """The whole content of a file. Raises FileNotFoundError and other OSErrors as they are."""
    if is_local(location):
        return Path(location).expanduser().read_bytes()
    files, path = filesystem(location)
    return files.cat_file(path)


def write_atomically(location: str, content: bytes) -> None:
    """Write a file so that a reader, or a kill at any instant, sees the old content or the new, never half.

    Local: a temporary file in the same folder, fsync, `os.replace`. Remote: one put, which object stores make atomic.
    Folders above are made.

    Raises:
        EpochscopeError: the disk is full or the place is not writable; what was there before is untouched.
    """
    try:
        if is_local(location):
            _replace(Path(location).expanduser(), content)
        else:
            files, path = filesystem(location)
            files.pipe_file(path, content)
    except OSError as error:
        raise EpochscopeError(
            f"Could not write {location}: {error.strerror or error}. What was complete before is untouched: "
            "make room or choose another place, then run the same command again."
        ) from error


def walk(location: str) -> Iterator[tuple[str, list[str], list[str]]]:
    """Folders below a location, itself first, each with the names in it, sorted; hidden names are left out.

    Yields:
        (path relative to `location`, "" for itself; names of its folders; names of its files).
    """
    files, root = filesystem(location)
    root = root.rstrip("/")
    waiting: list[tuple[str, frozenset[str]]] = [("", frozenset())]
    while waiting:
        folder, above = waiting.pop()
        path = f"{root}/{folder}" if folder else root
        identity = os.path.realpath(path) if is_local(location) else path
        if identity in above:  # a link that points at a folder it lies in
            continue
        is_folder = _entries(files, path)
        names = sorted(name for name in is_folder if name and not name.startswith("."))
        folders = [name for name in names if is_folder[name]]
        yield folder, folders, [name for name in names if not is_folder[name]]
        below = above | {identity}
        waiting += [(f"{folder}/{name}" if folder else name, below) for name in reversed(folders)]


def _entries(files: fsspec.AbstractFileSystem, path: str) -> dict[str, bool]:
    """Names in a folder -> whether each is a folder (links followed, which fsspec's own listing does not do)."""
    if isinstance(files, LocalFileSystem):
        with os.scandir(path) as entries:
            return {entry.name: entry.is_dir() for entry in entries}
    listed = files.ls(path, detail=True)
    return {entry["name"].rstrip("/").rsplit("/", 1)[-1]: entry["type"] == "directory" for entry in listed}


def _replace(target: Path, content: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.with_name(f".{uuid.uuid4().hex}{PART}")
    try:
        with temporary.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, target)  # noqa: PTH105 (the name people look for when they check atomicity)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    _sync_folder(target.parent)


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
