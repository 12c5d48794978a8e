"""Counts by class, split and group, and divisions that cannot be trained on."""

from __future__ import annotations

import pytest

from data.catalog import open_table
from data.check_counts import check_counts, count_table
from data.image_folder import load
from data.split import assign, without_groups
from tests.data.conftest import draw, labelled


def only(dataset):
    (remark,) = check_counts(dataset).remarks
    return remark


def test_counts():
    dataset = labelled(["x", "x", "y"], ["g", "g", "h"], ["train", "train", "test"])
    section = check_counts(dataset)
    assert [line.split() for line in section.lines[2].splitlines()[2:]] == [
        ["x", "2", "0", "2", "66.7%", "1"],
        ["y", "0", "1", "1", "33.3%", "1"],
        ["all", "2", "1", "3", "100.0%", "2"],
    ]
    assert section.facts["classes"]["x"] == {"train": 2, "test": 0, "total": 2, "groups": 1}
    assert section.lines[0] == "3 samples, 2 classes, 2 groups"


def test_a_group_that_holds_both_classes_counts_once_in_all():
    dataset = labelled(["x", "y"], ["g", "g"], ["train", "train"])
    assert list(count_table(dataset)["groups"]) == [1, 1] and check_counts(dataset).facts["groups"] == 1


def test_folds_are_counted():
    dataset = labelled(["x", "y"] * 2, splits=["train"] * 4)
    dataset.samples["fold"] = [0, 1, 1, -1]
    assert check_counts(dataset).facts["folds"] == {"0": 1, "1": 2}


def test_groups_in_two_splits():
    dataset = labelled(["x", "x", "x", "y", "y", "y"], ["a", "a", "b", "c", "c", "d"], ["train", "test"] * 3)
    remark = only(dataset)
    assert (remark.level, remark.code, remark.count, remark.samples) == (
        "problem",
        "groups_straddle_splits",
        2,
        ("a", "c"),
    )
    assert remark.text.startswith("2 groups lie in more than one split") and ": a, c." in remark.text


def test_groups_left_out_on_purpose_only_warn():
    dataset = assign(without_groups(labelled(["x", "y"] * 50, [f"g{i // 4}" for i in range(100)])))
    remark = only(dataset)
    assert (remark.level, remark.code) == ("warning", "groups_left_out") and remark.count > 5
    samples = dataset.samples
    inside = samples.query("split == 'train'")["group_left_out"].tolist()
    shared = [group in inside for group in samples.query("split != 'train'")["group_left_out"]]
    assert f"{sum(shared) / len(shared):.1%} of the samples outside training" in remark.text


def test_too_few_to_divide(tmp_path):
    for label in ("a", "b"):
        draw(tmp_path / label / "1.png")
    remark = only(load(str(tmp_path)))
    assert remark.code == "not_divided" and "too few for 3 splits" in remark.text


def test_not_divided(class_folder):
    assert "not divided" in only(load(str(class_folder))).text


def test_a_class_that_is_only_tested_on():
    remark = only(labelled(["x"] * 3 + ["y"] * 3, splits=["train", "test", "test"] + ["test"] * 3))
    assert remark.level == "problem" and "no training sample of 'y'" in remark.text


def test_a_class_that_is_not_tested_on():
    remark = only(labelled(["x"] * 3 + ["y"] * 3, splits=["train", "test", "train"] + ["train"] * 3))
    assert (remark.level, remark.code) == ("warning", "class_not_in_test") and "'y'" in remark.text


@pytest.mark.real_data
def test_real_tables(real_data):
    ham = check_counts(open_table(f"ham10000:{real_data / 'ham10000'}")).facts
    assert (ham["rows"], ham["groups"]) == (10_015, 7_470)
    assert {label: count["total"] for label, count in ham["classes"].items()} == {
        "akiec": 327, "bcc": 514, "bkl": 1099, "df": 115, "mel": 1113, "nv": 6705, "vasc": 142,
    }  # fmt: skip
    isic = check_counts(open_table(f"siim-isic:{real_data / 'siim_isic_2020'}")).facts
    assert (isic["rows"], isic["groups"], isic["classes"]["malignant"]["total"]) == (33_126, 2_056, 584)
