"""One number that changes when a dataset's pictures do."""

from __future__ import annotations

import hashlib

from data.contract import DataError, Dataset
from data.locations import filesystem, is_local, read_bytes
from data.parallel import in_order
from data.progress import progress


def fingerprint(dataset: Dataset) -> str:
    """SHA-256 over sample ids, in order, and the encoded bytes of their files.

    Files on object storage are not fetched: the store's own mark of the version (`fsspec`'s `ukey`) stands for them.

    Returns:
        64 hexadecimal digits.

    Raises:
        DataError: a file that cannot be read (`data.verify` finds them all).
    """
    files = dataset.samples["file"]
    marks = progress(in_order(_mark, files), label="Fingerprinting", total=len(files), unit="pictures")
    total = hashlib.sha256()
    for sample, mark in zip(dataset.samples["sample"], marks, strict=True):
        name = sample.encode("utf-8")
        total.update(len(name).to_bytes(8, "big") + name + mark)
    return total.hexdigest()


def _mark(file: str) -> bytes:
    try:
        if is_local(file):
            return hashlib.sha256(read_bytes(file)).digest()
        files, path = filesystem(file)
        return hashlib.sha256(files.ukey(path).encode("utf-8")).digest()
    except OSError as error:
        raise DataError(
            f"Cannot read {file}: {error.strerror or error}. Run python -m data check on this dataset."
        ) from error
