"""What a scan of TFRecord shards found, kept so that opening the dataset again does not read the pictures again."""

from __future__ import annotations

import hashlib
import io
import json
import sys
from collections.abc import Sequence
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from data.command_line import printable
from data.contract import EpochscopeError
from data.locations import exists, join, read_bytes, write_atomically
from data.record_scan import COLUMNS, RecordTable, scan
from data.record_shards import Shard

CACHE = Path(__file__).parent / ".record_index"  # beside the named datasets, ignored by git as they are
FILE = "records.parquet"  # the index that the converter writes beside its shards
FORMAT = 1
KEEP_FROM = 32_000_000  # bytes of shards; fewer are read in a fraction of a second
_KEY = b"epochscope"


def record_table(folder: str, shards: Sequence[Shard], picture: str) -> RecordTable:
    """The records of a dataset's shards: from an index where one fits their sizes and times, else by reading them.

    Args:
        folder: the dataset's, where the converter left an index.
        picture: name of the feature that holds the encoded picture.

    Raises:
        DataError: see `data.record_scan.scan`.
    """
    identity = _identity(shards, picture)
    cached = str(CACHE / f"{hashlib.sha256(f'{folder} {identity}'.encode()).hexdigest()}.parquet")
    for place in (join(folder, FILE), cached):
        found = _read(place, identity)
        if found is not None:
            return found
    table = scan(shards, picture)
    if sum(shard.size for shard in shards) >= KEEP_FROM:
        _keep(cached, table, identity)
    return table


def write_index(folder: str, shards: Sequence[Shard], picture: str) -> RecordTable:
    """Read shards back, checksums checked, and leave their index beside them."""
    table = scan(shards, picture)
    write_atomically(join(folder, FILE), _packed(table, _identity(shards, picture)))
    return table


def _identity(shards: Sequence[Shard], picture: str) -> str:
    return json.dumps([FORMAT, picture, [[shard.path, shard.size, shard.version] for shard in shards]])


def _keep(place: str, table: RecordTable, identity: str) -> None:
    try:
        write_atomically(place, _packed(table, identity))
    except EpochscopeError as error:
        print(f"The records will be read again next time. {printable(error)}", file=sys.stderr)


def _packed(table: RecordTable, identity: str) -> bytes:
    values = table.values.rename(columns=lambda name: f"feature {name}")
    packed = pa.Table.from_pandas(pd.concat([table.rows, values], axis="columns"), preserve_index=False)
    facts = json.dumps({"identity": identity, "kinds": table.kinds}).encode("utf-8")
    stream = io.BytesIO()
    pq.write_table(packed.replace_schema_metadata({**(packed.schema.metadata or {}), _KEY: facts}), stream)
    return stream.getvalue()


def _read(place: str, identity: str) -> RecordTable | None:
    """None where there is no index, it is damaged, or it is of other files: then the shards themselves are read."""
    if not exists(place):
        return None
    try:
        packed = pq.read_table(io.BytesIO(read_bytes(place)))
        facts = json.loads((packed.schema.metadata or {}).get(_KEY, b"{}"))
        if facts.get("identity") != identity:
            return None
        table = packed.to_pandas()
    except (pa.ArrowException, OSError, ValueError):
        return None
    values = table.drop(columns=list(COLUMNS)).rename(columns=lambda name: name.removeprefix("feature "))
    return RecordTable(table[list(COLUMNS)], values, facts["kinds"])
