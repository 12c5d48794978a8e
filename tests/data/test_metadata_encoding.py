"""Metadata as numbers: fitted on training alone, missing and unknown values kept apart, the same after JSON."""

from __future__ import annotations

import json
import subprocess
import sys

import numpy as np
import pandas as pd
import pytest

from data.contract import DataError
from data.metadata_encoding import MOST_CATEGORIES, Encoding, encode, fit_encoding
from tests.conftest import ROOT


@pytest.fixture
def samples() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "sample": list("abcdef"),
            "label": ["x", "y"] * 3,
            "split": ["train"] * 4 + ["validation", "test"],
            "age": [30.0, 50.0, np.nan, 70.0, 1000.0, np.nan],
            "sex": ["male", "female", None, "male", "divers", ""],
        }
    )


def test_numbers_by_hand(samples):
    encoding = fit_encoding(samples, ["age", "sex"])
    assert encoding.features == ("age", "age missing", "sex = female", "sex = male", "sex missing", "sex other")
    found = encode(encoding, samples)
    assert found.dtype == np.float32
    deviation = np.sqrt((20**2 + 0 + 20**2) / 3)  # of 30, 50, 70: the validation row's 1000 does not count
    expected = [
        [-20 / deviation, 0, 0, 1, 0, 0],
        [0, 0, 1, 0, 0, 0],
        [0, 1, 0, 0, 1, 0],
        [20 / deviation, 0, 0, 1, 0, 0],
        [950 / deviation, 0, 0, 0, 0, 1],
        [0, 1, 0, 0, 1, 0],
    ]
    np.testing.assert_allclose(found, expected, rtol=1e-6)


def test_it_survives_json_and_any_order_of_rows(samples):
    encoding = fit_encoding(samples, ["sex", "age"])
    again = Encoding.from_json(json.loads(json.dumps(encoding.to_json())))
    assert again == encoding
    np.testing.assert_array_equal(encode(again, samples[::-1]), encode(encoding, samples)[::-1])


def test_numbers_as_text_are_numbers(samples):
    as_text = samples.assign(age=["30", " 50 ", "", "70", "1000", None])
    encoding = fit_encoding(as_text, ["age"])
    assert encoding == fit_encoding(samples, ["age"])
    np.testing.assert_array_equal(encode(encoding, as_text), encode(encoding, samples))


def test_true_and_false_are_categories(samples):
    encoding = fit_encoding(samples.assign(smoker=[True, False] * 3), ["smoker"])
    assert encoding.features[:2] == ("smoker = False", "smoker = True")


def test_a_constant_number_stays_finite(samples):
    found = encode(fit_encoding(samples.assign(age=40), ["age"]), samples.assign(age=40))
    np.testing.assert_array_equal(found, np.zeros((6, 2)))


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        (["weight"], r"no metadata column 'weight'\. The samples have: 'age', 'sex'"),
        (["label"], "no metadata column 'label'"),
        ([], "No metadata column was named"),
    ],
)
def test_columns_that_are_not_there_or_tell_the_answer(samples, columns, message):
    with pytest.raises(DataError, match=message):
        fit_encoding(samples, columns)


def test_nothing_to_learn_from(samples):
    with pytest.raises(DataError, match="training split has no value in the metadata column 'age'"):
        fit_encoding(samples.assign(age=[None] * 4 + [1.0, 2.0]), ["age"])
    with pytest.raises(DataError, match="no value"):
        fit_encoding(samples.assign(split="all"), ["age"])


def test_an_identifier_is_no_category():
    many = MOST_CATEGORIES + 1
    table = pd.DataFrame({"split": ["train"] * many, "lesion": [f"HAM_{i}" for i in range(many)]})
    with pytest.raises(DataError, match=f"'lesion' has {many} different values, such as 'HAM_0'"):
        fit_encoding(table, ["lesion"])


def test_samples_that_do_not_go_with_the_encoding(samples):
    encoding = fit_encoding(samples, ["age", "sex"])
    with pytest.raises(DataError, match="do not have: 'age'"):
        encode(encoding, samples.drop(columns="age"))
    with pytest.raises(DataError, match=r"'age' held numbers in training, now it holds 'about 50'"):
        encode(encoding, samples.assign(age=[1, 2, 3, 4, 5, "about 50"]))
    with pytest.raises(DataError, match="'inf'"):
        encode(encoding, samples.assign(age=[1, 2, 3, 4, 5, np.inf]))


@pytest.mark.parametrize("values", [None, {}, {"columns": [{"name": "age"}]}, {"columns": [{"categories": []}]}])
def test_json_of_something_else(values):
    with pytest.raises(DataError, match="encoding cannot be read"):
        Encoding.from_json(values)


def test_it_needs_no_tensorflow():
    code = "import sys, data.metadata_encoding; sys.exit('tensorflow' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT).returncode == 0


@pytest.mark.real_data
def test_ham10000(real_data):
    from data.csv_images import load
    from data.split import assign

    samples = assign(load(str(real_data / "ham10000"), preset="ham10000")).samples
    found = encode(encoding := fit_encoding(samples, ["age", "sex", "localization"]), samples)
    assert found.shape == (10015, len(encoding.features))
    assert found[:, 1].sum() == 57  # ages that the published table does not have
    categories = found[:, encoding.features.index("age missing") + 1 :]
    np.testing.assert_array_equal(categories.sum(axis=1), 2)  # one sex, one place each
    train = (samples["split"] == "train") & samples["age"].notna()
    assert abs(found[train, 0].mean()) < 1e-5 and found[train, 0].std() == pytest.approx(1, abs=1e-4)
