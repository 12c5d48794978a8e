"""Metadata columns: what kind each is, what is missing, what cannot be right."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pandas as pd
import pytest

from data.contract import SAMPLE_COLUMNS
from data.metadata_summary import as_numbers, metadata_columns, summarise, unusable


def one(values: list, name: str = "age"):
    return summarise(pd.DataFrame({name: values}))[0]


def test_numbers():
    column = one([10.0, 30, None, 50, np.nan])
    assert (column.kind, column.n, column.missing, column.distinct) == ("numeric", 5, 2, 3)
    assert (column.minimum, column.median, column.maximum, column.unusable) == (10, 30, 50, 0)
    assert column.limits == (0, 120) and column.counts == {}


@pytest.mark.parametrize(
    ("name", "values", "wrong"),
    [
        ("age_approx", [30, -1, 121, 0, 120], [False, True, True, False, False]),
        ("diameter (mm)", [30, -1, 500, np.inf, 0.5], [False, True, False, True, False]),
        ("offset", [30, -1, -np.inf, 4, 5], [False, False, True, False, False]),
        ("age", [*range(39), "forty"], [*[False] * 39, True]),
        ("image", [30, -1, 2, 3, 4], [False] * 5),
        ("age", ["old", "young", "-1", "x", "y"], [False] * 5),
    ],
)
def test_values_that_cannot_be_right(name, values, wrong):
    frame = pd.DataFrame({name: values})
    assert list(unusable(frame[name])) == wrong and summarise(frame)[0].unusable == sum(wrong)


def test_categories_are_counted_most_frequent_first():
    column = one(["b", "a", " a ", "unknown", "", None, "b", "b"], "site")
    assert (column.kind, column.missing, column.unknown, column.distinct) == ("categorical", 2, 1, 3)
    assert list(column.counts.items()) == [("b", 3), ("a", 2), ("unknown", 1)]
    assert column.minimum is None


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        ([True, False, True], "categorical"),
        ([0, 1, 1], "categorical"),
        ([1, 2, 2], "numeric"),
        (["1", "2", "3.5"], "numeric"),
        ([None, "", " "], "empty"),
        ([f"name {i}" for i in range(65)], "identifier"),
        ([f"name {i % 64}" for i in range(650)], "categorical"),
    ],
)
def test_kinds(values, kind):
    assert one(values, "c").kind == kind


def test_numbers_keep_their_rows():
    values = pd.Series(["5", None, "7", ""], name="n")
    assert as_numbers(values).equals(pd.Series([5.0, np.nan, 7.0, np.nan], name="n"))


def test_only_metadata_by_default():
    samples = pd.DataFrame({**{column: ["x"] for column in SAMPLE_COLUMNS}, "age": [3.0], "sex": ["f"]})
    assert metadata_columns(samples) == ["age", "sex"]
    assert [column.name for column in summarise(samples)] == ["age", "sex"]
    assert [column.name for column in summarise(samples, ["sex"])] == ["sex"]


def test_a_run_of_nothing():
    assert one([], "age").kind == "empty"


def test_nothing_heavy_is_loaded():
    script = "import sys, data.metadata_summary; print(sorted({'tensorflow', 'keras', 'PIL'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout == "[]\n"


@pytest.mark.real_data
def test_real_tables(real_data):
    from data.catalog import open_table

    ham = {column.name: column for column in summarise(open_table(f"ham10000:{real_data / 'ham10000'}").samples)}
    assert (ham["age"].missing, ham["age"].kind, ham["age"].maximum) == (57, "numeric", 85)
    assert ham["sex"].counts == {"male": 5406, "female": 4552, "unknown": 57} and ham["sex"].unknown == 57
    isic = {
        column.name: column for column in summarise(open_table(f"siim-isic:{real_data / 'siim_isic_2020'}").samples)
    }
    gaps = {name: column.missing for name, column in isic.items()}
    assert gaps == {"sex": 65, "age_approx": 68, "anatom_site_general_challenge": 527, "diagnosis": 0}
