"""Columns and the groups they make, against counting by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.store import layout
from analysis.store.reader import Run
from analysis.store.writer import RunWriter
from dashboard.sample_columns import (
    MOST_VALUES,
    NOT_GIVEN,
    SPLITS,
    bins,
    divided,
    dividing_columns,
    groups_of,
    metadata_columns,
)
from tests.tiny_store import build


def test_kinds_gaps_and_values(tiny_run):
    run = Run(tiny_run)
    age, sex = metadata_columns(run)
    assert (age.name, age.kind, age.missing) == ("age", "number", int(run.samples["age"].isna().sum()))
    assert (sex.name, sex.kind, sex.missing, sex.different) == ("sex", "category", 0, 2)
    assert dividing_columns(run) == ["sex", "split", "age"]


def test_ages_fall_into_bins_of_ten_years(tiny_run):
    run = Run(tiny_run)
    codes, words = groups_of(run, "age")
    assert words[-1] == NOT_GIVEN and len(codes) == len(run.samples)
    for age, code in zip(run.samples["age"], codes, strict=True):
        if np.isnan(age):
            assert words[code] == NOT_GIVEN
        else:
            low, high = words[code].split("–")
            assert int(low) <= age <= int(high)


def test_splits_stand_in_their_own_order():
    codes, words = divided(pd.Series(["test", "train", "train", "validation"] * 3), SPLITS)
    assert words == ["train", "validation", "test"] and codes[:4].tolist() == [2, 0, 0, 1]


def test_categories_come_largest_first_and_gaps_last():
    codes, words = divided(pd.Series(["b", "a", None, "", "a", "c", "c", "c"]))
    assert words == ["c", "a", "b", NOT_GIVEN]
    assert codes.tolist() == [2, 1, 3, 3, 1, 0, 0, 0]


def test_few_whole_numbers_stand_one_by_one_and_truth_values_are_words():
    codes, words = divided(pd.Series([3, 1, 2, 3, 3]))
    assert words == ["1", "2", "3"] and codes.tolist() == [2, 0, 1, 2, 2]
    assert divided(pd.Series([True, False, True]))[1] == ["True", "False"]


@pytest.mark.parametrize("values", [[np.nan] * 3, [None] * 3, ["", "", ""], [np.inf, -np.inf, np.nan]])
def test_nothing_given_is_one_group(values):
    codes, words = divided(pd.Series(values))
    assert words == [NOT_GIVEN] and codes.tolist() == [0, 0, 0]


def test_a_column_of_names_divides_nothing(tmp_path):
    location = build(tmp_path / "run")
    samples = Run(location).samples.assign(
        note=[f"note {row}" for row in range(60)], site=[f"s{row % MOST_VALUES}" for row in range(60)], empty=np.nan
    )
    RunWriter(location, "tiny").table(layout.SAMPLES, samples)
    run = Run(location)
    kinds = {column.name: column.kind for column in metadata_columns(run)}
    assert (kinds["note"], kinds["site"]) == ("text", "category")
    assert "note" not in dividing_columns(run) and "empty" not in dividing_columns(run)
    assert "site" in dividing_columns(run)


numbers = st.floats(-1e6, 1e6, allow_nan=False).map(lambda value: round(value, 3))


@given(st.lists(numbers, min_size=1, max_size=50))
def test_every_number_lies_in_its_bin(values):
    array = np.array(values)
    first, width, count = bins(array)
    assert 1 <= count <= 21 and width > 0
    places = np.floor((array - first) / width + 1e-9)
    assert places.min() >= 0 and places.max() <= count - 1 + 1e-9
    codes, words = divided(pd.Series(values))
    assert codes.min() >= 0 and codes.max() < len(words) and len(set(words)) == len(words)
