"""Reading every record of a dataset's shards once: where it lies and what it says, without the pictures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from data.contract import DataError
from data.progress import progress
from data.record_example import Value, features
from data.record_file import Record, records
from data.record_shards import Shard

COLUMNS = ("shard", "number", "offset", "length", "picture", "fault")
ABSENT, OTHER_KIND = -1, -2  # in column `picture`
_KEPT = ("text", "int64", "float")  # kinds that become columns
_LONGEST_TEXT = 1000  # bytes; longer ones are pictures or masks, not metadata
_MEGABYTE = 1_000_000


@dataclass(frozen=True)
class RecordTable:
    """All records of a dataset.

    Attributes:
        rows: one row per record: `shard` (number in the list of shards), `number`, `offset`, `length`, `picture`
            (bytes of the encoded picture; -1: none, -2: the feature is something else) and `fault` ("" for none).
        values: one column per feature that holds one short value in every record that has it, same rows; numbers as
            int64 or float64 (NaN: missing), text as str.
        kinds: every feature that occurs -> "text", "bytes", "int64", "float" or "list".
    """

    rows: pd.DataFrame
    values: pd.DataFrame
    kinds: dict[str, str]


@dataclass
class _Gathered:
    rows: list[tuple] = field(default_factory=list)
    values: dict[str, dict[int, Value | str]] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)


def scan(shards: Sequence[Shard], picture: str) -> RecordTable:
    """Read all records and check their sums.

    Args:
        picture: name of the feature that holds the encoded picture.

    Raises:
        DataError: a shard cannot be opened, or a feature is of one type here and another there.
    """
    gathered = _Gathered()
    for place, shard, record in _all(shards):
        try:
            found = {} if record.fault else features(record.content)
            fault = record.fault
        except DataError as error:
            found, fault = {}, f"corrupted: {error} (record at byte {record.offset:,})"
        size = _picture_size(found.pop(picture, []), gathered, picture)
        for name, values in found.items():
            _enter(gathered, name, values, f"{shard.place}, record {record.number:,} at byte {record.offset:,}")
        gathered.rows.append((place, record.number, record.offset, record.length or len(record.content), size, fault))
    rows = pd.DataFrame(gathered.rows, columns=list(COLUMNS))
    kept = {name: values for name, values in sorted(gathered.values.items()) if gathered.kinds[name] in _KEPT}
    columns = {name: _column(values, gathered.kinds[name], len(rows)) for name, values in kept.items()}
    return RecordTable(rows, pd.DataFrame(columns, index=rows.index), gathered.kinds)


def _all(shards: Sequence[Shard]) -> Iterator[tuple[int, Shard, Record]]:
    total = sum(shard.size for shard in shards) // _MEGABYTE
    with progress(label="Reading records", total=total, unit="MB") as bar:
        before = 0
        for place, shard in enumerate(shards):
            try:
                for record in records(shard.place):
                    yield place, shard, record
                    done = (before + record.offset) // _MEGABYTE
                    if done > bar.n:
                        bar.update(done - bar.n)
            except OSError as error:
                raise DataError(f"Cannot read {shard.place}: {error.strerror or error}.") from error
            before += shard.size


def _picture_size(values: list[Value], gathered: _Gathered, name: str) -> int:
    if not values:
        return ABSENT
    if len(values) == 1 and isinstance(values[0], bytes):
        gathered.kinds[name] = "bytes"
        return len(values[0])
    gathered.kinds.setdefault(name, "list" if len(values) > 1 else _kind(values[0]))
    return OTHER_KIND


def _enter(gathered: _Gathered, name: str, values: list[Value], where: str) -> None:
    kind = _kind(values[0]) if len(values) == 1 else "list"
    known = gathered.kinds.get(name, kind)
    if kind != known and "list" not in (kind, known) and {kind, known} != {"bytes", "text"}:
        raise DataError(
            f"Feature {name!r} is {kind} in {where}, but {known} in records before it. Wanted one type throughout."
        )
    kind = kind if kind == known else "list" if "list" in (kind, known) else "bytes"
    gathered.kinds[name] = kind
    if kind in _KEPT:
        value = values[0]
        gathered.values.setdefault(name, {})[len(gathered.rows)] = value.decode() if isinstance(value, bytes) else value


def _kind(value: Value) -> str:
    if not isinstance(value, bytes):
        return "int64" if isinstance(value, int) else "float"
    if len(value) > _LONGEST_TEXT:
        return "bytes"
    try:
        value.decode("utf-8")
    except UnicodeDecodeError:
        return "bytes"
    return "text"


def _column(values: dict[int, Value | str], kind: str, n: int) -> pd.Series:
    """A float32 comes back as the shortest decimal that means it: 0.1 instead of 0.10000000149."""
    if kind == "float":
        exact = {row: float(str(np.float32(value))) for row, value in values.items()}
        return pd.Series(exact, dtype="float64").reindex(range(n))
    if kind == "int64":
        whole = pd.Series(values, dtype="int64")
        return whole if len(whole) == n else whole.reindex(range(n))
    return pd.Series({row: value for row, value in values.items() if value != ""}, dtype="str").reindex(range(n))
