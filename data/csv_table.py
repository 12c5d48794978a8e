"""Reading a CSV of labels into rows: which column is the id, the label, the group, and what the rest is."""

from __future__ import annotations

import io
import warnings

import pandas as pd

from data.assembly import SPLIT_NAMES, some
from data.contract import SAMPLE_COLUMNS, DataError
from data.locations import read_bytes

MISSING = ["", "NA", "N/A", "n/a", "NaN", "nan", "null", "NULL", "None"]  # in metadata; ids and labels stay as written
_TABS = (".tsv", ".tab")


def read_table(
    location: str, *, columns: dict[str, str], metadata: list[str] | None = None, labels: dict[str, str] | None = None
) -> pd.DataFrame:
    """Read the table as the contract names its columns.

    Args:
        location: a CSV file (tab separated when it ends in .tsv or .tab), UTF-8, with a header line.
        columns: role (`sample`, `label`, and `group`, `split`, `fold`, `picture` where there are such) -> column.
        metadata: further columns to keep; all others by default. A name the contract uses gets `_in_table` appended.
        labels: value in the file -> label, where the file's own values are codes.

    Returns:
        One row per line of the file: the roles as text (`fold` int), then metadata columns as pandas infers them.

    Raises:
        DataError: not a table, columns that are not there, values that a role cannot have.
    """
    frame = _read(location, text=[column for role, column in columns.items() if role != "fold"])
    wanted = [*columns.values(), *(metadata or [])]
    absent = [column for column in wanted if column not in frame]
    if absent:
        raise DataError(f"{location} has no column {some(absent)}. Its columns are: {some(list(frame), 12)}.")
    rows = pd.DataFrame({role: frame[column] for role, column in columns.items()})
    if labels:
        rows["label"] = _renamed(rows["label"], labels, location)
    if "split" in rows:
        rows["split"] = _renamed(rows["split"].str.strip().str.lower(), SPLIT_NAMES, location)
    if "fold" in rows:
        rows["fold"] = _whole_numbers(rows["fold"], location)
    keep = metadata if metadata is not None else [column for column in frame if column not in columns.values()]
    reserved = {*SAMPLE_COLUMNS, *rows}
    extra = frame[keep].rename(columns={name: f"{name}_in_table" for name in keep if name in reserved})
    return pd.concat([rows, extra], axis="columns")


def _read(location: str, text: list[str]) -> pd.DataFrame:
    try:
        content = read_bytes(location).decode("utf-8-sig")
        header = pd.read_csv(io.StringIO(content), nrows=0, sep=_separator(location))
        metadata = [column for column in header if column not in text]
        with warnings.catch_warnings():
            warnings.simplefilter("error", pd.errors.ParserWarning)  # pandas would drop the cells too many
            return pd.read_csv(
                io.StringIO(content),
                sep=_separator(location),
                dtype=dict.fromkeys(text, "str"),
                keep_default_na=False,
                na_values=dict.fromkeys(metadata, MISSING),
                index_col=False,
                low_memory=False,
            )
    except FileNotFoundError as error:
        raise DataError(f"No table {location}. Wanted a CSV file with a header line. Check the path.") from error
    except UnicodeDecodeError as error:
        raise DataError(f"{location} is not UTF-8 text ({error.reason}). Save it as UTF-8 CSV.") from error
    except (pd.errors.ParserError, pd.errors.EmptyDataError, pd.errors.ParserWarning) as error:
        raise DataError(
            f"{location} is not a CSV table: {error}. Every line needs as many cells as the header."
        ) from error


def _separator(location: str) -> str:
    return "\t" if location.lower().endswith(_TABS) else ","


def _renamed(values: pd.Series, names: dict[str, str], location: str) -> pd.Series:
    strangers = sorted(set(values) - set(names))
    if strangers:
        raise DataError(
            f"Column {values.name!r} of {location} has values other than {some(list(names), 8)}: {some(strangers)}."
        )
    return values.map(names)


def _whole_numbers(values: pd.Series, location: str) -> pd.Series:
    numbers = pd.to_numeric(values, errors="coerce")
    if numbers.isna().any() or (numbers % 1 != 0).any():
        raise DataError(f"The fold column of {location} wants a whole number in every row.")
    return numbers.astype("int64")
