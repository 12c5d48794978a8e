"""Any column of the dataset's own: numbers on a ramp, everything else as names."""

from __future__ import annotations

import numpy as np
import pandas as pd

from dashboard.color_by.contract import Asked, Categories, Values, many_colors
from dashboard.sample_columns import is_given, is_number

TAIL = 0.01  # quantiles at which the ramp ends where single values lie far out
FAR = 3.0  # times the spread between these quantiles


def color(asked: Asked) -> Categories | Values:
    """The values of `asked.column`."""
    values = asked.run.samples[asked.column]
    given = is_given(values).to_numpy()
    return _numbers(values, given) if is_number(values) and given.any() else _names(values, given)


def _numbers(values: pd.Series, given: np.ndarray) -> Values:
    numbers = np.where(given, values.astype(float).to_numpy(), np.nan)
    low, high = float(np.nanmin(numbers)), float(np.nanmax(numbers))
    inner_low = float(np.nanquantile(numbers, TAIL, method="higher"))
    inner_high = float(np.nanquantile(numbers, 1 - TAIL, method="lower"))
    words = ""
    if inner_high > inner_low and high - low > FAR * (inner_high - inner_low):
        words = f"The ramp holds the middle 98 %; all values lie between {low:g} and {high:g}."
        low, high = inner_low, inner_high
    return Values(numbers[None], low, high if high > low else low + 1, words=words)


def _names(values: pd.Series, given: np.ndarray) -> Categories:
    texts = values[given].astype(str)
    counts = texts.value_counts(sort=False).sort_index(kind="stable").sort_values(ascending=False, kind="stable")
    codes = np.full(len(values), -1, np.int64)
    codes[given] = counts.index.get_indexer(texts)
    return Categories(codes[None], list(counts.index), many_colors(len(counts)))
