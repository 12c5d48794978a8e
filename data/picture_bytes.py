"""A sample's encoded picture, whether it is a file of its own or lies in a TFRecord shard; needs no TensorFlow."""

from __future__ import annotations

from data.contract import DataError
from data.locations import read_bytes
from data.record_example import features
from data.record_file import read_record
from data.record_reference import Reference, parse


def picture_bytes(file: str) -> bytes:
    """The encoded picture of a sample.

    Args:
        file: `file` of the samples table: a path, a URL, or a reference into a shard (`data.record_reference`).

    Raises:
        OSError: the file cannot be read.
        DataError: the record is cut off, damaged or without a picture.
    """
    reference = parse(file)
    return read_bytes(file) if reference is None else picture_in(reference)


def picture_in(reference: Reference) -> bytes:
    """The encoded picture of one record, checksums checked. Raises as `picture_bytes`."""
    content = read_record(reference.shard, reference.offset, reference.length)
    try:
        values = features(content).get(reference.feature, [])
    except DataError as error:
        raise DataError(f"Record {reference.number:,} of {reference.shard} cannot be used: {error}.") from error
    if len(values) != 1 or not isinstance(values[0], bytes):
        raise DataError(
            f"Record {reference.number:,} of {reference.shard} has no picture in feature {reference.feature!r}. "
            "The file changed since the dataset was opened: open it again."
        )
    return values[0]
