"""Metadata in the report: gaps are counted, impossible values warned of."""

from __future__ import annotations

import json
from dataclasses import replace

from data.check_metadata import check_metadata
from tests.data.conftest import labelled


def with_columns(**columns):
    dataset = labelled(["x", "y"] * 2)
    return replace(dataset, samples=dataset.samples.assign(**columns))


def test_gaps_are_counted():
    section = check_metadata(with_columns(age=[5.0, None, 7.0, 80.0], sex=["f", "", "unknown", "f"]))
    assert section.remarks == () and section.facts["age"]["missing"] == 1 and section.facts["sex"]["unknown"] == 1
    age, sex = (line.split() for line in section.lines[0].splitlines()[2:])
    assert age == ["age", "numeric", "1", "0", "5", "to", "80,", "median", "7"]
    assert sex == ["sex", "categorical", "1", "1", "f", "2,", "unknown", "1"]


def test_values_that_cannot_be_right():
    (remark,) = check_metadata(with_columns(age=[5, -1, 7, 300])).remarks
    assert (remark.code, remark.count, remark.samples) == ("metadata_out_of_range", 2, ("s1", "s3"))
    assert "2 values of age cannot be right (wanted 0 to 120): s1, s3" in remark.text


def test_sizes_have_no_upper_end():
    section = check_metadata(with_columns(diameter=[5, -1, 7, 300]))
    assert "(wanted 0 or more): s1" in section.remarks[0].text
    assert json.loads(json.dumps(section.facts, allow_nan=False))["diameter"]["limits"] == [0.0, None]


def test_a_column_that_is_mostly_empty():
    (remark,) = check_metadata(with_columns(site=["back", None, None, None])).remarks
    assert remark.code == "metadata_mostly_missing" and "empty in 3 of 4 rows" in remark.text


def test_names_and_groups_that_were_left_out():
    section = check_metadata(with_columns(group_left_out=list("aabb"), note=[None] * 4))
    assert list(section.facts) == ["note"] and section.facts["note"]["kind"] == "empty"


def test_infinite_numbers_are_json():
    section = check_metadata(with_columns(score=[float("inf")] * 4, other=[1.0, 2.0, float("inf"), 3.0]))
    json.dumps(section.facts, allow_nan=False)
    assert [remark.count for remark in section.remarks] == [1]


def test_no_metadata():
    assert check_metadata(labelled(["x", "y"])).lines == ()
