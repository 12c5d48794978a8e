"""Columns as codes and ranks; what is left out and why."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.nuisances.columns import of_metadata, of_pictures


def test_categories_numbers_gaps_and_what_is_left_out():
    samples = pd.DataFrame(
        {"sample": ["a", "b", "c", "d"], "label": "x", "split": "train", "fold": -1, "group": ""}
        | {"file": "", "width": 1, "height": 1}
        | {"age": [30.0, 50.0, 50.0, np.nan], "sex": ["male", " female ", "unknown", None]}
        | {"diameter": [1.0, -4.0, 3.0, 2.0], "hospital": "here", "remark": ["", "", " ", None]}
    )
    columns, left_out = of_metadata(samples)
    found = {column.name: column for column in columns}
    assert list(found) == ["age", "sex", "diameter"]
    np.testing.assert_allclose(found["age"].values, [0, 0.75, 0.75, np.nan])
    np.testing.assert_allclose(found["sex"].values, [1, 0, np.nan, np.nan])
    np.testing.assert_allclose(found["diameter"].values, [0, np.nan, 1, 0.5])  # no diameter is negative
    assert left_out == {"hospital": "all known values are equal", "remark": "no sample has a value"}
    assert found["age"].facts == {"kind": "numeric", "source": "metadata", "known": 3}


def test_a_column_of_names_is_no_nuisance():
    samples = pd.DataFrame({"sample": [str(row) for row in range(80)], "patient": [f"p{row}" for row in range(80)]})
    columns, left_out = of_metadata(samples)
    assert columns == [] and "64" in left_out["patient"]


def test_measured_columns_are_ranked():
    columns, left_out = of_pictures(pd.DataFrame({"tone": [5.0, np.nan, -3.0], "hair": [0.0, 0.0, 0.0]}))
    np.testing.assert_allclose(columns[0].values, [1, np.nan, 0])
    assert (columns[0].source, columns[0].kind) == ("picture", "numeric") and list(left_out) == ["hair"]
