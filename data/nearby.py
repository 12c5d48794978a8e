"""Remote files that TensorFlow's own reader cannot read, brought onto this machine for as long as the process lives."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from data.contract import DataError
from data.locations import filesystem, is_local
from data.parallel import in_order
from data.progress import progress
from data.record_reference import parse

_ELSEWHERE = "STORAGE_EMULATOR_HOST"  # gs:// is then another server's, which TensorFlow does not know


def readable_by_tensorflow(file: str) -> bool:
    """Whether TensorFlow reads a path or URL by itself: plain paths, and gs:// as Google serves it."""
    return is_local(file) or (file.startswith("gs://") and _ELSEWHERE not in os.environ)


def nearby(files: Sequence[str]) -> list[str]:
    """The same files where TensorFlow can read them: as they are, or as copies that go when the process ends.

    Args:
        files: `file` of some samples: paths, URLs, or records in shards. Every file is fetched once.

    Raises:
        DataError: a file that cannot be fetched.
    """
    wanted = {file: _whole(file) for file in files}
    far = [file for file in dict.fromkeys(wanted.values()) if not readable_by_tensorflow(file)]
    if not far:
        return list(files)
    copies = progress(in_order(_copy, far), label="Fetching", total=len(far), unit="files")
    near = dict(zip(far, copies, strict=True))
    return [near.get(wanted[file], wanted[file]) + file[len(wanted[file]) :] for file in files]


def _whole(file: str) -> str:
    record = parse(file)
    return file if record is None else record.shard


@cache
def _copy(file: str) -> str:
    files, path = filesystem(file)
    name = Path(urlsplit(file).path).name or "file"
    copy = Path(tempfile.mkdtemp(dir=_folder())) / name  # a folder each: names repeat from class to class
    try:
        files.get_file(path, str(copy))
    except OSError as error:
        raise DataError(
            f"Cannot fetch {file}: {error.strerror or error}. python -m data check lists such files."
        ) from error
    return str(copy)


@cache
def _folder() -> str:
    folder = tempfile.mkdtemp(prefix="epochscope-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder
