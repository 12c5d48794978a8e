"""From what the records of a dataset say to its samples, and to reasons for the records that cannot be samples."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence

import pandas as pd

from data.assembly import SPLIT_NAMES, some
from data.contract import SAMPLE_COLUMNS, DataError
from data.record_mapping import Mapping
from data.record_reference import Reference
from data.record_scan import ABSENT, RecordTable
from data.record_shards import Shard

_TEXTS = ("sample", "label", "group", "split")
_NUMBERS = {"fold": -1, "width": 0, "height": 0, "row": 0}  # and what stands for none


def sample_rows(
    table: RecordTable, shards: Sequence[Shard], chosen: Mapping, folder: str
) -> tuple[pd.DataFrame, list[tuple[str, str, str]]]:
    """Rows for `data.assembly.assemble`, in the order of the shards, or the one that the converter wrote down.

    Returns:
        The rows, and (sample, file, reason) of every record that is left out.

    Raises:
        DataError: a feature is missing or of the wrong type, or no record can be used.
    """
    _refuse_unreadable(table, shards, folder)
    roles = chosen.features(table.kinds, folder)
    if "label" not in roles:
        raise DataError(f"Which feature of {folder} is the label? Say it with --label-feature NAME.")
    rows = _rows(table, shards, roles, chosen)
    reasons = _reasons(table, rows, chosen)
    keep = [not reason for reason in reasons]
    if not any(keep):
        raise DataError(f"None of the {len(rows):,} records in {folder} can be used: {some(sorted(set(reasons)))}.")
    facts = zip(rows["sample"], rows["file"], reasons, strict=True)
    skipped = [fact for fact in facts if fact[2]] + _miscounted(table, shards)
    rows = rows[keep].reset_index(drop=True).apply(lambda values: _whole(values, table.kinds))
    rows["label"] = _renamed(rows["label"], chosen.settings.get("labels"), folder)
    if "row" in rows:
        rows = rows.sort_values("row", kind="stable").drop(columns="row").reset_index(drop=True)
    return rows, skipped


def _refuse_unreadable(table: RecordTable, shards: Sequence[Shard], folder: str) -> None:
    if table.rows["fault"].ne("").all():
        reasons = [f"{shards[row.shard].place}: {row.fault}" for row in table.rows.itertuples()]
        raise DataError(f"No record in {folder} can be read. {some(reasons) or 'The shards are empty'}.")


def _rows(table: RecordTable, shards: Sequence[Shard], roles: dict[str, str], chosen: Mapping) -> pd.DataFrame:
    columns = {role: _text(table.values[roles[role]]) for role in _TEXTS if role in roles}
    made = pd.Series(
        [f"{posixpath.splitext(shards[row.shard].path)[0]}-{row.number:06d}" for row in table.rows.itertuples()]
    )
    columns["sample"] = columns.get("sample", made).where(table.rows["fault"] == "", made)
    columns["split"] = _splits(columns.get("split"), [shards[shard].split for shard in table.rows["shard"]])
    for role, none in _NUMBERS.items():
        if role in roles:
            columns[role] = table.values[roles[role]].fillna(none).astype("int64")
    references = [
        Reference(shards[row.shard].place, row.number, row.offset, row.length, chosen.picture)
        for row in table.rows.itertuples()
    ]
    columns["file"] = pd.Series([str(reference) for reference in references])
    missing = chosen.settings.get("missing")
    if "group" in columns:
        columns["group"] = columns["group"].where(columns["group"] != str(missing), "")
    for feature in chosen.metadata(table.values, roles):
        values = table.values[feature]
        marked = values == missing if missing is not None and values.dtype.kind in "if" else values != values
        taken = feature in (*SAMPLE_COLUMNS, *columns)
        columns[f"{feature}_in_record" if taken else feature] = values.mask(marked) if marked.any() else values
    return pd.DataFrame(columns)


def _splits(written: pd.Series | None, named: list[str]) -> pd.Series:
    """What a record says goes before what its shard's name says."""
    if written is None:
        return pd.Series(named)
    lower = written.str.lower()
    return lower.map(lambda split: SPLIT_NAMES.get(split, split)).where(lower != "", named)


def _reasons(table: RecordTable, rows: pd.DataFrame, chosen: Mapping) -> list[str]:
    """Why each record cannot be used; "" for those that can."""
    facts = zip(table.rows["fault"], table.rows["picture"], rows["label"], rows["sample"], strict=True)
    label = chosen.settings["label_feature"]
    return [fault or _lacking(size, text, sample, (chosen.picture, label)) for fault, size, text, sample in facts]


def _lacking(size: int, label: str, sample: str, names: tuple[str, str]) -> str:
    if size < 0:
        return f"{'no picture' if size == ABSENT else 'no encoded picture but something else'} in feature {names[0]!r}"
    if not label:
        return f"no label: the record has no feature {names[1]!r}, as in test files"
    return "" if sample else "the record has no id"


def _miscounted(table: RecordTable, shards: Sequence[Shard]) -> list[tuple[str, str, str]]:
    counts = table.rows["shard"].value_counts()
    return [
        ("", shard.place, f"the shard holds {counts.get(place, 0):,} records, its name says {shard.announced:,}")
        for place, shard in enumerate(shards)
        if shard.announced is not None and counts.get(place, 0) != shard.announced
    ]


def _text(values: pd.Series) -> pd.Series:
    if values.dtype.kind in "if":
        return values.map(lambda value: "" if pd.isna(value) else str(int(value))).astype("str")
    return values.fillna("").astype("str")


def _whole(values: pd.Series, kinds: dict[str, str]) -> pd.Series:
    """Whole numbers again where only records that are left out had none."""
    was_whole = kinds.get(str(values.name).removesuffix("_in_record")) == "int64"
    return values.astype("int64") if was_whole and values.dtype.kind == "f" and values.notna().all() else values


def _renamed(labels: pd.Series, names: dict[str, str] | None, folder: str) -> pd.Series:
    if not names:
        return labels
    strangers = sorted(set(labels) - set(names))
    if strangers:
        raise DataError(f"The labels of {folder} have values other than {some(list(names), 12)}: {some(strangers)}.")
    return labels.map(names)
