"""Which files are the shards of a TFRecord dataset, and what their names say about them."""

from __future__ import annotations

import fnmatch
import posixpath
import re
from collections.abc import Sequence
from dataclasses import dataclass

from data.assembly import SPLIT_NAMES, some
from data.contract import UNSPLIT, DataError
from data.locations import absolute, exists, filesystem, join, walk

SUFFIXES = (".tfrec", ".tfrecord", ".tfrecords")
_NUMBERED = re.compile(r"\.tfrec(?:ords?)?-\d+-of-\d+$")  # cifar10-train.tfrecord-00000-of-00010
_COUNT = re.compile(r"-(\d+)\.tfrec(?:ords?)?$")  # train00-2071.tfrec
_WORD = re.compile(r"[a-z]+")
_MAGIC = re.compile(r"[*?\[]")


@dataclass(frozen=True)
class Shard:
    """One file of a dataset.

    Attributes:
        path: relative to the dataset's folder.
        place: path or URL.
        size: bytes.
        version: changes when the file does (time of change; the object store's mark).
        split: what its name says, `UNSPLIT` where it says nothing.
        announced: records that its name announces; None where it announces none.
    """

    path: str
    place: str
    size: int
    version: str
    split: str
    announced: int | None


def is_shard(name: str) -> bool:
    """Whether a file name ends like a TFRecord shard's."""
    return name.lower().endswith(SUFFIXES) or _NUMBERED.search(name.lower()) is not None


def is_pattern(location: str) -> bool:
    """Whether a location is a pattern of files, as in `gs://bucket/set/train*.tfrec`, instead of a place."""
    return _MAGIC.search(posixpath.basename(location)) is not None and not exists(location)


def located(location: str) -> tuple[str, str | None]:
    """A folder, shard or pattern as folder and pattern (None: every shard below the folder)."""
    place = absolute(location)
    files, path = filesystem(place)
    if not (is_pattern(place) or files.isfile(path)):
        return place, None
    folder, name = place.rsplit("/", 1)
    return folder or "/", name if is_pattern(place) else re.sub(r"([*?\[])", r"[\1]", name)


def find_shards(folder: str, patterns: Sequence[str]) -> list[Shard]:
    """Shards below a folder, sorted by path.

    Args:
        patterns: of file names, as in "train*.tfrec"; the first that any shard fits is used.

    Raises:
        DataError: no such folder, no shards.
    """
    if not exists(folder):
        raise DataError(f"No folder {folder}. Wanted TFRecord shards (*{', *'.join(SUFFIXES)}) in it. Check the path.")
    found = [posixpath.join(inner, name) for inner, _, names in walk(folder) for name in names if is_shard(name)]
    for pattern in patterns:
        fitting = [path for path in found if fnmatch.fnmatchcase(posixpath.basename(path), pattern)]
        if fitting:
            return [_shard(folder, path) for path in sorted(fitting)]
    wanted = " or ".join(pattern for pattern in patterns)
    raise DataError(
        f"No TFRecord shards in {folder}. Wanted files like {wanted} that end in {', '.join(SUFFIXES)}. "
        f"Found: {some(found, 5) or 'none'}."
    )


def split_in_name(path: str) -> str:
    """The split that a shard's name says (train00-2071.tfrec), or else a folder above it; `UNSPLIT` for none or two."""
    for part in reversed(path.lower().split("/")):
        said = {SPLIT_NAMES[word] for word in _WORD.findall(part) if word in SPLIT_NAMES}
        if said:
            return said.pop() if len(said) == 1 else UNSPLIT
    return UNSPLIT


def _shard(folder: str, path: str) -> Shard:
    place = join(folder, path)
    files, inner = filesystem(place)
    facts = files.info(inner)
    marks = [facts[key] for key in ("mtime", "etag", "ETag", "updated", "created") if facts.get(key)]
    count = _COUNT.search(path.lower())
    announced = int(count[1]) if count else None
    return Shard(path, place, int(facts["size"] or 0), str(marks[:1]), split_in_name(path), announced)
