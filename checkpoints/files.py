"""Checkpoint files wherever they lie: a local copy to read from, whole or half-written, and their digest."""

from __future__ import annotations

import hashlib
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from fsspec.implementations.local import LocalFileSystem

from checkpoints.contract import CheckpointError
from checkpoints.naming import format_of
from data.locations import filesystem

_BLOCK = 1 << 20  # bytes read at once


@contextmanager
def local_copy(location: str) -> Iterator[Path]:
    """Give a local path of a checkpoint for as long as the block lasts; remote files are copied first.

    Raises:
        CheckpointError: there is no such file.
    """
    fs, path = filesystem(location)
    if not fs.exists(path):
        raise CheckpointError(f"There is no checkpoint {location}.")
    if isinstance(fs, LocalFileSystem):
        yield Path(path)
        return
    with tempfile.TemporaryDirectory(prefix="epochscope-") as folder:
        for part in parts(location):
            fs.get_file(part, str(Path(folder) / Path(part).name))
        yield Path(folder) / Path(path).name


def parts(location: str) -> list[str]:
    """The files of one checkpoint, as paths of its file system: one, or index and data of a TensorFlow checkpoint."""
    fs, path = filesystem(location)
    if format_of(path) != "tensorflow":
        return [path]
    prefix = path.removesuffix(".index")
    found = [file for file in fs.ls(path.rsplit("/", 1)[0], detail=False) if file.startswith(f"{prefix}.data-")]
    return [path, *sorted(found)]


def is_complete(location: str) -> bool:
    """Whether the file is written to its end (its content may still be no model).

    A `.keras` file is a zip archive whose directory is written last; an HDF5 file knows its own length; a TensorFlow
    checkpoint's index is written after its data.
    """
    fs, path = filesystem(location)
    if path.lower().endswith(".keras"):
        with fs.open(path, "rb") as file:
            return zipfile.is_zipfile(file)
    if format_of(path) == "tensorflow":
        return len(parts(location)) > 1
    return _is_hdf5(location)


def sha256(location: str) -> str:
    """The SHA-256 of a checkpoint's bytes, in hexadecimal; of all its parts in order for a TensorFlow checkpoint."""
    fs, _ = filesystem(location)
    digest = hashlib.sha256()
    for part in parts(location):
        with fs.open(part, "rb") as file:
            while block := file.read(_BLOCK):
                digest.update(block)
    return digest.hexdigest()


def _is_hdf5(location: str) -> bool:
    import h5py

    fs, path = filesystem(location)
    try:
        with fs.open(path, "rb") as file, h5py.File(file, "r"):
            return True
    except OSError:
        return False
