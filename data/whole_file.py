"""Writing a large file piece by piece so that it appears whole or not at all, on disk or on object storage."""

from __future__ import annotations

import os
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from data.contract import EpochscopeError
from data.locations import PART, filesystem, is_local


@contextmanager
def whole_file(location: str) -> Iterator[BinaryIO]:
    """A file to write into; it gets its name when the block ends without an exception.

    Local: a temporary file in the same folder, fsync, `os.replace`. Remote: a temporary file of this machine, then one
    upload. Folders above are made.

    Raises:
        EpochscopeError: no room, or no access; what was there before is untouched.
    """
    try:
        if is_local(location):
            target = Path(location).expanduser()
            target.parent.mkdir(parents=True, exist_ok=True)
            with _temporary(target.with_name(f".{uuid.uuid4().hex}{PART}")) as path:
                yield from _written(path)
                os.replace(path, target)  # noqa: PTH105 (as in data.locations)
        else:
            with tempfile.TemporaryDirectory() as folder:
                path = Path(folder) / "whole"
                yield from _written(path)
                files, place = filesystem(location)
                files.put_file(str(path), place)
    except OSError as error:
        raise EpochscopeError(
            f"Could not write {location}: {error.strerror or error}. What was complete before is untouched: "
            "make room or choose another place, then run the same command again."
        ) from error


def _written(path: Path) -> Iterator[BinaryIO]:
    with path.open("xb") as file:
        yield file
        file.flush()
        os.fsync(file.fileno())


@contextmanager
def _temporary(path: Path) -> Iterator[Path]:
    try:
        yield path
    finally:
        path.unlink(missing_ok=True)
