"""The columns of a run's samples that one can look at a dataset by: what kind each is, and its values as groups."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd
import streamlit as st

from analysis.store.reader import Run
from dashboard.store_cache import key_of
from data.contract import SAMPLE_COLUMNS

MOST_VALUES = 40  # different values of a column by which samples are still divided
DISCRETE = 12  # different whole numbers that are shown one by one, not in bins
BINS = 10  # about so many, of round width
SPLITS = ("train", "validation", "test", "all")
NOT_GIVEN = "not given"


@dataclass(frozen=True)
class Column:
    """One column.

    Attributes:
        name: as the table has it.
        kind: `category`, `number`, or `text` (too many different values to divide by).
        missing: samples without a value.
        different: how many different values there are.
        words: what the values are, in a few words.
    """

    name: str
    kind: str
    missing: int
    different: int
    words: str


def metadata_columns(run: Run) -> list[Column]:
    """What the dataset says of its samples beyond label, split and file; picture sizes where they differ."""
    return _all(run, key_of(run))


def dividing_columns(run: Run) -> list[str]:
    """Columns by which the samples can be divided into a few groups: categories, `split`, `fold`, binned numbers."""
    known = metadata_columns(run)
    categories = [column.name for column in known if column.kind == "category" and column.different]
    numbers = [column.name for column in known if column.kind == "number" and column.different]
    folds = ["fold"] if run.samples["fold"].nunique() > 1 else []
    return [*categories, "split", *folds, *numbers]


def groups_of(run: Run, name: str) -> tuple[np.ndarray, list[str]]:
    """Every sample's group by a column.

    Args:
        name: one of `dividing_columns`.

    Returns:
        (n,) int64 group of each sample, and the groups' words in the order to show them; `not given` is the last.
    """
    return divided(run.samples[name], SPLITS if name == "split" else ())


def divided(values: pd.Series, order: Sequence[str] = ()) -> tuple[np.ndarray, list[str]]:
    """The groups of a column's values; see `groups_of`.

    Args:
        values: (n,) numbers or anything else.
        order: values that come first, in this order.
    """
    given = is_given(values).to_numpy()
    codes = np.full(len(values), -1, np.int64)
    if is_number(values):
        numbers = values[given].to_numpy(float)
        codes[given], words = _numbers(numbers)
    else:
        texts = values[given].astype(str)
        counts = texts.value_counts(sort=False).sort_index(kind="stable").sort_values(ascending=False, kind="stable")
        words = sorted(counts.index, key=lambda word: order.index(word) if word in order else len(order))
        codes[given] = pd.Index(words).get_indexer(texts)
    if not given.all():
        codes[~given] = len(words)
        words = [*words, NOT_GIVEN]
    return codes, words


def is_given(values: pd.Series) -> pd.Series:
    """(n,) bool: neither empty, nor None, nor NaN, nor infinite."""
    if is_number(values):
        return pd.Series(np.isfinite(values.astype(float).to_numpy()), index=values.index)
    return values.notna() & (values.astype(str) != "")


def is_number(values: pd.Series) -> bool:
    """Whether a column holds numbers (truth values are categories)."""
    return pd.api.types.is_numeric_dtype(values) and not pd.api.types.is_bool_dtype(values)


def bins(numbers: np.ndarray, about: int = BINS) -> tuple[float, float, int]:
    """Bins of a round width over some numbers.

    Args:
        numbers: (n,) float, finite, at least one.
        about: how many bins are wanted; there are at most twice as many.

    Returns:
        Where the first begins, their width (1, 2 or 5 times a power of ten), how many there are.
    """
    low, high = float(numbers.min()), float(numbers.max())
    if low == high:
        return low, 1.0, 1
    raw = (high - low) / about
    power = 10.0 ** math.floor(math.log10(raw))
    width = next(step * power for step in (1, 2, 5, 10) if step * power >= raw * 0.999)
    if _whole(numbers):
        width = max(1.0, width)
    first = math.floor(low / width) * width
    return first, width, math.floor((high - first) / width + 1e-9) + 1


def _numbers(numbers: np.ndarray) -> tuple[np.ndarray, list[str]]:
    if not len(numbers):
        return np.empty(0, np.int64), []
    different = np.unique(numbers)
    if len(different) <= DISCRETE and _whole(different):
        return np.searchsorted(different, numbers), [f"{value:.0f}" for value in different]
    first, width, count = bins(numbers)
    codes = np.clip(np.floor((numbers - first) / width + 1e-9).astype(np.int64), 0, count - 1)
    edges = [first + place * width for place in range(count + 1)]
    if _whole(numbers):
        words = [f"{low:.0f}" if width == 1 else f"{low:.0f}–{high - 1:.0f}" for low, high in pairwise(edges)]
    else:
        digits = max(0, -math.floor(math.log10(width)))
        words = [f"{low:.{digits}f} to {high:.{digits}f}" for low, high in pairwise(edges)]
    return codes, [word.replace("-", "−") for word in words]


def _whole(numbers: np.ndarray) -> bool:
    return bool((numbers == np.round(numbers)).all()) and bool(np.abs(numbers).max() < 1e9)


@st.cache_data(max_entries=8, show_spinner=False)
def _all(_run: Run, key: str) -> list[Column]:
    samples = _run.samples
    sizes = [name for name in ("width", "height") if samples[name].nunique() > 1]
    names = [str(name) for name in samples.columns if name not in SAMPLE_COLUMNS]
    return [_column(name, samples[name]) for name in [*names, *sizes]]


def _column(name: str, values: pd.Series) -> Column:
    given = values[is_given(values)]
    missing, different = len(values) - len(given), int(given.nunique())
    if is_number(values):
        numbers = given.to_numpy(float)
        words = f"{numbers.min():g} to {numbers.max():g}, median {np.median(numbers):g}" if len(numbers) else ""
        return Column(name, "number", missing, different, words)
    counts = given.astype(str).value_counts()
    words = f"most often {counts.index[0]}" if len(counts) else ""
    return Column(name, "category" if different <= MOST_VALUES else "text", missing, different, words)
