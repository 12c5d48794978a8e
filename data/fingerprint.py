"""One number that changes when a dataset's pictures do."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from data.contract import DataError, Dataset
from data.locations import filesystem, is_local
from data.parallel import in_order
from data.picture_bytes import picture_bytes
from data.progress import progress
from data.record_reference import parse


def fingerprint(dataset: Dataset) -> str:
    """SHA-256 over sample ids, in order, and the encoded bytes of their files.

    A picture in a TFRecord shard counts as if it were a file of its own: converting a dataset keeps its fingerprint.
    Files on object storage are not fetched: the store's own mark of the version (`fsspec`'s `ukey`) stands for them.

    Returns:
        64 hexadecimal digits.

    Raises:
        DataError: a file that cannot be read (`data.verify` finds them all).
    """
    files = dataset.samples["file"]
    versions = _shard_versions(files)
    marks = progress(
        in_order(lambda file: _mark(file, versions), files), label="Fingerprinting", total=len(files), unit="pictures"
    )
    total = hashlib.sha256()
    for sample, mark in zip(dataset.samples["sample"], marks, strict=True):
        name = sample.encode("utf-8")
        total.update(len(name).to_bytes(8, "big") + name + mark)
    return total.hexdigest()


def _shard_versions(files: Iterable[str]) -> dict[str, str]:
    """Remote shards -> their version, asked for once, since many samples share one."""
    references = [parse(file) for file in files if not is_local(file)]
    shards = dict.fromkeys(reference.shard for reference in references if reference is not None)
    try:
        return dict(zip(shards, in_order(_version, shards), strict=True))
    except OSError as error:
        raise DataError(f"Cannot read the shards: {error.strerror or error}.") from error


def _mark(file: str, versions: dict[str, str]) -> bytes:
    try:
        if is_local(file):
            return hashlib.sha256(picture_bytes(file)).digest()
        reference = parse(file)
        version = _version(file) if reference is None else f"{versions[reference.shard]} {reference.offset}"
        return hashlib.sha256(version.encode("utf-8")).digest()
    except OSError as error:
        raise DataError(
            f"Cannot read {file}: {error.strerror or error}. Run python -m data check on this dataset."
        ) from error


def _version(file: str) -> str:
    files, path = filesystem(file)
    return str(files.ukey(path))
