"""The TFRecord file format: framed records with checksums, read and written without TensorFlow.

Source: tensorflow/core/lib/io/record_writer.h: length (uint64), masked CRC-32C of the length, content, masked CRC-32C
of the content; all little endian.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import google_crc32c

from data.contract import DataError
from data.locations import filesystem, is_local

_HEADER = struct.Struct("<QI")
_FOOTER = struct.Struct("<I")
FRAME = _HEADER.size + _FOOTER.size  # bytes around the content
_MASK = 0xA282EAD8
_GZIP, _ZLIB = b"\x1f\x8b", (b"\x78\x01", b"\x78\x9c", b"\x78\xda")


@dataclass(frozen=True)
class Record:
    """One record of a shard.

    Attributes:
        number: its place in the shard, from 0.
        offset: the byte at which its frame begins.
        content: what it holds; empty where `fault` says why it cannot be used.
        fault: in plain words; "" for a good record.
        length: bytes of content that its frame announces (0 where that cannot be known).
    """

    number: int
    offset: int
    content: bytes
    fault: str = ""
    length: int = 0


def frame(content: bytes) -> bytes:
    """A record as it stands in a file."""
    length = struct.pack("<Q", len(content))
    return length + _FOOTER.pack(_masked(length)) + content + _FOOTER.pack(_masked(content))


def records(shard: str) -> Iterator[Record]:
    """Every record of a shard in its order, checksums checked.

    A record whose content is damaged is given with its fault and reading goes on; where the frame itself is damaged or
    the file ends early, that is the last record given.

    Raises:
        OSError: the shard cannot be opened.
    """
    files, path = filesystem(shard)
    size = int(files.size(path) or 0)
    with files.open(path, "rb") as file:
        offset = number = 0
        while offset < size:
            record = _next(file, number, offset, size)
            yield record
            if record.fault and not record.length:
                return
            offset, number = offset + FRAME + record.length, number + 1


def read_record(shard: str, offset: int, length: int) -> bytes:
    """The content of one record.

    Raises:
        DataError: it is not there, cut off or damaged.
        OSError: the shard cannot be opened.
    """
    framed = _part(shard, offset, FRAME + length)
    fault = _fault(framed, length)
    if fault:
        raise DataError(f"{shard}: {fault} in the record at byte {offset:,}. Restore the file, or add it anew.")
    return framed[_HEADER.size : -_FOOTER.size]


def _next(file: BinaryIO, number: int, offset: int, size: int) -> Record:
    head = file.read(_HEADER.size)
    if len(head) < _HEADER.size:
        return Record(number, offset, b"", _cut(offset, size))
    length, mark = _HEADER.unpack(head)
    if mark != _masked(head[:8]):
        return Record(number, offset, b"", _bad_frame(head, offset))
    if length > size - offset - FRAME:
        return Record(number, offset, b"", _cut(offset, size))
    rest = file.read(length + _FOOTER.size)
    if _FOOTER.unpack(rest[length:])[0] != _masked(rest[:length]):
        fault = f"corrupted: the checksum of the record at byte {offset:,} does not match"
        return Record(number, offset, b"", fault, length)
    return Record(number, offset, rest[:length], "", length)


def _fault(framed: bytes, length: int) -> str:
    if len(framed) < FRAME + length:
        return "the file is cut off"
    if _HEADER.unpack(framed[: _HEADER.size]) != (length, _masked(framed[:8])):
        return "another length than when the dataset was opened"
    content = framed[_HEADER.size : -_FOOTER.size]
    return "" if _FOOTER.unpack(framed[-_FOOTER.size :])[0] == _masked(content) else "a checksum that does not match"


def _cut(offset: int, size: int) -> str:
    return f"truncated: the file ends at byte {size:,} within the record at byte {offset:,}"


def _bad_frame(head: bytes, offset: int) -> str:
    if offset == 0:
        packed = head[:2] == _GZIP or head[:2] in _ZLIB
        return "compressed: unpack it first (gunzip)" if packed else "not a TFRecord file"
    return f"corrupted: the frame of the record at byte {offset:,} is damaged, so nothing after it can be read"


def _masked(content: bytes) -> int:
    mark = google_crc32c.value(content)
    return ((mark >> 15 | mark << 17) + _MASK) & 0xFFFFFFFF


def _part(shard: str, offset: int, length: int) -> bytes:
    """One request where the shard is remote; a plain read where it is not."""
    files, path = filesystem(shard)
    if not is_local(shard):
        return files.cat_file(path, start=offset, end=offset + length)
    with Path(path).open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(min(offset, size))
        return file.read(min(length, size))  # the reference may come from anywhere
