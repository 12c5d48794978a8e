"""Metadata columns as numbers for a model: fitted on the training split, the same wherever a sample is read again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import pandas as pd

from data.assembly import some
from data.contract import SAMPLE_COLUMNS, DataError

MOST_CATEGORIES = 64  # values of one column; a column with more is a name or a number in disguise
MISSING, OTHER = "missing", "other"
_DONE = "Choose other columns."


@dataclass(frozen=True)
class Column:
    """How one column becomes numbers.

    Attributes:
        name: of the column.
        mean, deviation: of a numeric column's training values, in its own units; None for categories.
        categories: the training values of a column of categories, sorted; empty for numbers.
    """

    name: str
    mean: float | None = None
    deviation: float | None = None
    categories: tuple[str, ...] = ()

    @property
    def features(self) -> tuple[str, ...]:
        """What its numbers stand for, one name each."""
        if self.mean is not None:
            return self.name, f"{self.name} {MISSING}"
        values = (f"= {value}" for value in self.categories)
        return tuple(f"{self.name} {value}" for value in (*values, MISSING, OTHER))


@dataclass(frozen=True)
class Encoding:
    """How metadata becomes numbers.

    Attributes:
        columns: in the order of their features.
    """

    columns: tuple[Column, ...]

    @property
    def features(self) -> tuple[str, ...]:
        """The m features by name: "age_approx", "age_approx missing", "sex = female", "sex missing", "sex other", …"""
        return tuple(feature for column in self.columns for feature in column.features)

    def to_json(self) -> dict[str, Any]:
        """JSON values only, for training.json."""
        return {"columns": [asdict(column) | {"categories": list(column.categories)} for column in self.columns]}

    @classmethod
    def from_json(cls, values: Any) -> Encoding:
        """The encoding that `to_json` wrote.

        Raises:
            DataError: it is none.
        """
        try:
            columns = [Column(**{**entry, "categories": tuple(entry["categories"])}) for entry in values["columns"]]
        except (TypeError, KeyError) as error:
            raise DataError(
                f"The metadata encoding cannot be read: {error}. Wanted what python -m checkpoints train wrote into "
                'training.json under "metadata".'
            ) from error
        return cls(tuple(columns))


def fit_encoding(samples: pd.DataFrame, columns: Sequence[str]) -> Encoding:
    """Learn means, deviations and categories from the training split alone.

    A column whose values are all numbers is standardised, any other is a set of categories.

    Args:
        samples: a dataset's table; rows of other splits than "train" are not looked at.
        columns: metadata columns, in the order of the features.

    Raises:
        DataError: no such column, one that would give the answer away, no value to learn from, too many categories.
    """
    present = [name for name in samples if name not in SAMPLE_COLUMNS]
    absent = [name for name in columns if name not in present]
    if absent or not columns:
        problem = f"There is no metadata column {some(absent)}" if absent else "No metadata column was named"
        raise DataError(f"{problem}. The samples have: {some(present, 12) or 'none'}.")
    training = samples[samples["split"] == "train"]
    return Encoding(tuple(_fitted(training[name]) for name in columns))


def encode(encoding: Encoding, samples: pd.DataFrame) -> np.ndarray:
    """The metadata of samples as numbers.

    A number is standardised, 0 and a flag where it is missing. Of a category's features exactly one is 1: its value's,
    "missing", or "other" for a value that training did not have.

    Args:
        samples: a table with the encoding's columns; whole numbers, decimals and text are all right.

    Returns:
        (n, m) float32, m as `encoding.features`.

    Raises:
        DataError: a column is missing, or has something else than numbers where training had numbers.
    """
    absent = [column.name for column in encoding.columns if column.name not in samples]
    if absent:
        raise DataError(
            f"The model wants metadata that the samples do not have: {some(absent)}. They have: "
            f"{some([name for name in samples if name not in SAMPLE_COLUMNS], 12) or 'none'}."
        )
    parts = [_encoded(column, samples[column.name]) for column in encoding.columns]
    return np.concatenate([*parts, np.empty((len(samples), 0))], axis=1).astype(np.float32)


def _fitted(values: pd.Series) -> Column:
    name, known = str(values.name), values[~_missing(values)]
    if known.empty:
        raise DataError(f"The training split has no value in the metadata column {name!r}. {_DONE}")
    numbers = _numbers(known)
    if numbers is not None:
        return Column(name, mean=float(numbers.mean()), deviation=float(numbers.std()) or 1.0)
    categories = tuple(sorted(set(_text(known))))
    if len(categories) > MOST_CATEGORIES:
        raise DataError(
            f"The metadata column {name!r} has {len(categories):,} different values, such as {some(categories)}: more "
            f"than the {MOST_CATEGORIES} that are taken as categories. {_DONE}"
        )
    return Column(name, categories=categories)


def _encoded(column: Column, values: pd.Series) -> np.ndarray:
    missing = _missing(values).to_numpy()
    if column.mean is None or column.deviation is None:
        places = pd.Index(column.categories).get_indexer(_text(values))
        places[places < 0] = len(column.categories) + 1
        places[missing] = len(column.categories)
        return np.eye(len(column.categories) + 2)[places]
    numbers = _numbers(values[~missing])
    if numbers is None:
        strangers = [value for value in values[~missing] if _numbers(pd.Series([value])) is None]
        raise DataError(
            f"The metadata column {column.name!r} held numbers in training, now it holds {some(strangers)}. "
            "Correct those values, or leave them empty."
        )
    encoded = np.stack([np.zeros(len(values)), missing], axis=1)
    encoded[~missing, 0] = (numbers - column.mean) / column.deviation
    return encoded


def _missing(values: pd.Series) -> pd.Series:
    return values.isna() | (values.astype("string").str.strip() == "").fillna(True)


def _numbers(values: pd.Series) -> np.ndarray | None:
    """The values as float64, None where one of them is no finite number; true and false are categories."""
    if pd.api.types.is_bool_dtype(values) or any(isinstance(value, bool | np.bool_) for value in values):
        return None
    numbers = pd.to_numeric(values, errors="coerce").to_numpy(np.float64, na_value=np.nan)
    return numbers if np.isfinite(numbers).all() else None


def _text(values: pd.Series) -> list[str]:
    return [str(value).strip() for value in values]
