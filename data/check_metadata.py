"""Part of the check: gaps and ranges of the metadata columns."""

from __future__ import annotations

from dataclasses import asdict

import pandas as pd

from data.check_findings import WARNING, Remark, Section, examples, few
from data.command_line import printable
from data.contract import Dataset
from data.metadata_summary import CATEGORICAL, NUMERIC, ColumnSummary, summarise, unusable
from data.split import LEFT_OUT
from data.text_table import text_table

MOSTLY_MISSING = 0.5  # share of rows
_VALUES = 4  # most frequent categories shown


def check_metadata(dataset: Dataset) -> Section:
    """Summarise every metadata column; values that cannot be right are warned of, gaps are only counted."""
    columns = [column for column in summarise(dataset.samples) if column.name != LEFT_OUT]
    facts = {column.name: _facts(column) for column in columns}
    if not columns:
        return Section("metadata", facts)
    rows = [[column.name, column.kind, column.missing, column.unknown, _values(column)] for column in columns]
    table = text_table(["metadata", "kind", "missing", "unknown", "values"], rows)
    remarks = [remark for column in columns for remark in _remarks(column, dataset.samples)]
    return Section("metadata", facts, (table,), tuple(remarks))


def _facts(column: ColumnSummary) -> dict[str, object]:
    facts = asdict(column)
    low, high = column.limits or (None, None)
    return facts | {"limits": None if column.limits is None else [low, None if high == float("inf") else high]}


def _values(column: ColumnSummary) -> str:
    if column.kind == NUMERIC:
        return f"{column.minimum:g} to {column.maximum:g}, median {column.median:g}"
    if column.kind == CATEGORICAL:
        shown = [f"{printable(word)} {count:,}" for word, count in list(column.counts.items())[:_VALUES]]
        return ", ".join(shown) + (", …" if len(column.counts) > _VALUES else "")
    return f"{column.distinct:,} different" if column.distinct else ""


def _remarks(column: ColumnSummary, samples: pd.DataFrame) -> list[Remark]:
    name, remarks = printable(column.name), []
    if column.n and column.missing > MOSTLY_MISSING * column.n:
        text = f"metadata column {name} is empty in {column.missing:,} of {column.n:,} rows: it can tell little."
        remarks.append(Remark(WARNING, "metadata_mostly_missing", text, column.missing))
    if column.unusable:
        wrong = samples["sample"][unusable(samples[column.name])]
        limits = "" if column.limits is None else f" (wanted {_limits(column.limits)})"
        text = (
            f"{column.unusable:,} values of {name} cannot be right{limits}: {few(list(wrong))}. Correct or empty them."
        )
        remarks.append(Remark(WARNING, "metadata_out_of_range", text, column.unusable, examples(list(wrong))))
    return remarks


def _limits(limits: tuple[float, float]) -> str:
    low, high = limits
    return f"{low:g} or more" if high == float("inf") else f"{low:g} to {high:g}"
