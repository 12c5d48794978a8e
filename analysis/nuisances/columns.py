"""Which columns neighbors are compared by, as codes or ranks."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.stats import rankdata

from data.metadata_summary import (
    CATEGORICAL,
    EMPTY,
    IDENTIFIER,
    NUMERIC,
    as_numbers,
    metadata_columns,
    missing,
    summarise,
    unknown_word,
    unusable,
)

METADATA, PICTURE = "metadata", "picture"
REASONS = {
    EMPTY: "no sample has a value",
    IDENTIFIER: "more than 64 different words: a name, not a category",
}
CONSTANT = "all known values are equal"


@dataclass(frozen=True)
class Column:
    """One nuisance.

    Attributes:
        name: of the column.
        kind: "categorical" or "numeric".
        source: "metadata" or "picture".
        values: (n,) float64: codes 0, 1, … of categories; ranks of numbers from 0 (least) to 1 (greatest), ties at
            their mean. NaN where unknown.
    """

    name: str
    kind: str
    source: str
    values: np.ndarray

    @property
    def facts(self) -> dict:
        """What the manifest says of it."""
        return {"kind": self.kind, "source": self.source, "known": int(np.isfinite(self.values).sum())}


def of_metadata(samples: pd.DataFrame) -> tuple[list[Column], dict[str, str]]:
    """Every metadata column that has something to agree in.

    Args:
        samples: a run's table of samples.

    Returns:
        The columns, and why others are left out: name -> reason.
    """
    found, left_out = [], {}
    for summary in summarise(samples, metadata_columns(samples)):
        if summary.kind not in (CATEGORICAL, NUMERIC):
            left_out[summary.name] = REASONS[summary.kind]
            continue
        series = samples[summary.name]
        values = _ranks(_numbers(series)) if summary.kind == NUMERIC else _codes(series)
        if len(np.unique(values[np.isfinite(values)])) < 2:
            left_out[summary.name] = CONSTANT
            continue
        found.append(Column(summary.name, summary.kind, METADATA, values))
    return found, left_out


def of_pictures(measured: pd.DataFrame) -> tuple[list[Column], dict[str, str]]:
    """The same of what was measured on the pictures, a column each."""
    ranked = {str(name): _ranks(measured[name].to_numpy(np.float64)) for name in measured}
    usable = {name: values for name, values in ranked.items() if len(np.unique(values[np.isfinite(values)])) > 1}
    columns = [Column(name, NUMERIC, PICTURE, values) for name, values in usable.items()]
    return columns, {name: CONSTANT for name in ranked if name not in usable}


def _numbers(series: pd.Series) -> np.ndarray:
    numbers = as_numbers(series)
    return np.full(len(series), np.nan) if numbers is None else numbers.mask(unusable(series)).to_numpy()


def _codes(series: pd.Series) -> np.ndarray:
    words = series.astype("string").str.strip().mask(missing(series) | unknown_word(series))
    codes, _ = pd.factorize(words, sort=True)
    return np.where(codes < 0, np.nan, codes.astype(np.float64))


def _ranks(numbers: np.ndarray) -> np.ndarray:
    known = np.isfinite(numbers)
    ranks = np.full(len(numbers), np.nan)
    if known.sum() > 1:
        ranks[known] = (rankdata(numbers[known]) - 1) / (known.sum() - 1)
    return ranks
