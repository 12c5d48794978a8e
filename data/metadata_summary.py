"""What the metadata columns of a dataset hold: numbers or categories, gaps, ranges; from the table alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from data.contract import SAMPLE_COLUMNS

NUMERIC, CATEGORICAL, IDENTIFIER, EMPTY = "numeric", "categorical", "identifier", "empty"
MOST_CATEGORIES = 64  # distinct words of one column; with more it is a name, not a category
_UNKNOWN = frozenset({"unknown", "not known", "unspecified", "not specified", "?", "-"})  # missing, said in words
_MOSTLY = 0.95  # share of numbers above which the other words in a column are taken for mistakes
_LIMITS = {"age": (0.0, 120.0)} | dict.fromkeys(  # years; and sizes of any unit
    ("diameter", "thickness", "area", "size", "weight", "height", "width", "length"), (0.0, np.inf)
)


@dataclass(frozen=True)
class ColumnSummary:
    """One metadata column.

    Attributes:
        name: of the column.
        kind: "numeric"; "categorical"; "identifier" (words, more than 64 different ones); "empty".
        n: rows.
        missing: rows without a value.
        unknown: rows whose value says in words that it is not known ("unknown", "?").
        distinct: different values, missing ones not counted.
        minimum, median, maximum: of the numbers, in the column's own units; None unless numeric.
        counts: rows per value, most frequent first; empty unless categorical.
        unusable: rows whose value is out of `limits`, infinite, or no number in a numeric column.
        limits: what the column's name allows ("age": 0..120 years; "diameter": 0 or more), None where it says nothing.
    """

    name: str
    kind: str
    n: int
    missing: int
    unknown: int = 0
    distinct: int = 0
    minimum: float | None = None
    median: float | None = None
    maximum: float | None = None
    counts: dict[str, int] = field(default_factory=dict)
    unusable: int = 0
    limits: tuple[float, float] | None = None


def metadata_columns(samples: pd.DataFrame) -> list[str]:
    """The columns of a table of samples that are metadata: all but the contract's own."""
    return [str(column) for column in samples if column not in SAMPLE_COLUMNS]


def summarise(samples: pd.DataFrame, columns: Sequence[str] | None = None) -> list[ColumnSummary]:
    """Say what each metadata column holds.

    Args:
        samples: a dataset's or a run's table of samples.
        columns: which; all metadata by default.
    """
    return [_summary(samples[column]) for column in (metadata_columns(samples) if columns is None else columns)]


def missing(values: pd.Series) -> pd.Series:
    """Which rows (n,) have no value: not a number, None, or blanks."""
    return values.isna() | (values.astype("string").str.strip() == "").fillna(True).astype(bool)


def as_numbers(values: pd.Series) -> pd.Series | None:
    """A numeric column as float64, NaN where it is missing or no number; None for a column of words or of true/false.

    Two values, 0 and 1, are a code for yes and no: no numbers either.
    """
    known = values[~missing(values)]
    if known.empty or _is_truth(known):
        return None
    numbers = pd.to_numeric(values.where(~missing(values)), errors="coerce").astype("float64")
    if (
        not np.isfinite(numbers).any()
        or numbers.notna().sum() < _MOSTLY * len(known)
        or set(numbers.dropna()) <= {0.0, 1.0}
    ):
        return None
    return numbers


def unusable(values: pd.Series) -> pd.Series:
    """Which rows (n,) of a numeric column have a value that cannot be right; none of any other column."""
    numbers = as_numbers(values)
    if numbers is None:
        return pd.Series(False, values.index)
    low, high = _limits(str(values.name)) or (-np.inf, np.inf)
    wrong = numbers.isna() | np.isinf(numbers) | (numbers < low) | (numbers > high)
    return wrong & ~missing(values)


def unknown_word(values: pd.Series) -> pd.Series:
    """Which rows (n,) say in words that a value is not known ("unknown", "?")."""
    return values.astype("string").str.strip().str.lower().isin(_UNKNOWN).fillna(False).astype(bool)


def _summary(values: pd.Series) -> ColumnSummary:
    gaps = missing(values)
    known, name = values[~gaps], str(values.name)
    if known.empty:
        return ColumnSummary(name, EMPTY, len(values), len(values))
    words = known.astype("string").str.strip()
    plain = ColumnSummary(name, IDENTIFIER, len(values), int(gaps.sum()), distinct=int(words.nunique()))
    numbers = as_numbers(values)
    if numbers is not None:
        finite = numbers[np.isfinite(numbers)]
        low, middle, high = (float(part) for part in (finite.min(), finite.median(), finite.max()))
        wrong = int(unusable(values).sum())
        plain = replace(plain, kind=NUMERIC, unusable=wrong, limits=_limits(name))
        return replace(plain, minimum=low, median=middle, maximum=high)
    plain = replace(plain, unknown=int(words.str.lower().isin(_UNKNOWN).sum()))
    if plain.distinct > MOST_CATEGORIES:
        return plain
    counts = sorted(words.value_counts().items(), key=lambda entry: (-entry[1], entry[0]))
    return replace(plain, kind=CATEGORICAL, counts={str(word): int(count) for word, count in counts})


def _limits(name: str) -> tuple[float, float] | None:
    parts = re.split(r"[^a-z]+", name.lower())
    return next((limits for word, limits in _LIMITS.items() if word in parts), None)


def _is_truth(known: pd.Series) -> bool:
    return pd.api.types.is_bool_dtype(known) or any(isinstance(value, bool | np.bool_) for value in known)
