"""A sample as features."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from data.assembly import assemble
from data.contract import DataError
from data.record_layout import features_of, layout, reading_options


@pytest.fixture
def dataset():
    rows = pd.DataFrame(
        {
            "sample": ["a", "b"], "label": ["nv", "mel"], "file": "x.jpg", "group": ["L1", ""],
            "split": ["train", "test"], "age": [55.0, np.nan], "sex": ["male", None], "score": [0.25, 1.5],
            "marked": [True, False], "row": ["r", "s"],
        }
    )  # fmt: skip
    return assemble(rows, name="made", kind="csv", location="nowhere", classes=["nv", "mel"])


def written(dataset, row, **options):
    return features_of(dataset.samples.to_dict("records")[row], row, b"P", layout(dataset, **options))


def test_our_own_layout(dataset):
    assert written(dataset, 0) == {
        "image": b"P", "sample": b"a", "label": 0, "label_name": b"nv", "group": b"L1", "split": b"train", "row": 0,
        "age": 55.0, "sex": b"male", "score": 0.25, "marked": 1, "row_in_table": b"r",
    }  # fmt: skip
    assert written(dataset, 1).keys().isdisjoint({"age", "sex", "fold", "width"})


def test_kaggles_layout_has_every_feature_in_every_record(dataset):
    first, second = (written(dataset, row, name="melanoma", positive=["mel"]) for row in (0, 1))
    assert first.keys() == second.keys() >= {"image", "image_name", "patient_id", "target", "diagnosis", "age_approx"}
    assert (first["target"], second["target"]) == (0, 1) and second["diagnosis"] == b"mel"
    assert first["age_approx"] == 55 and second["age_approx"] == -1 and second["sex"] == b""


def test_what_reads_it_back(dataset):
    assert reading_options(dataset, layout(dataset))["classes"] == ["nv", "mel"]
    options = reading_options(dataset, layout(dataset, "melanoma"))
    assert options["labels"] == {"0": "nv", "1": "mel"} and "fold_feature" not in options
    assert "labels" not in reading_options(dataset, layout(dataset, "melanoma", ["mel"]))


@pytest.mark.parametrize("given", [("movies", ()), ("melanoma", ("cat",)), ("epochscope", ("mel",))])
def test_layouts_that_cannot_be(dataset, given):
    with pytest.raises(DataError, match=r"No record layout is called 'movies'|Positive labels are for the melanoma"):
        layout(dataset, *given)
