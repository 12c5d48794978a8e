"""The verdict: what is counted, what stands against training."""

from __future__ import annotations

from dataclasses import replace

from data.check import check, counts
from data.image_folder import load
from data.split import assign
from tests.data.conftest import draw, labelled


def test_a_sound_dataset(class_folder):
    report = check(assign(load(str(class_folder))))
    assert report.problems == () and report.text.endswith("Trainable.")
    assert "6 samples, 2 classes, no groups" in report.text and "All pictures can be read." in report.text


def test_counts():
    dataset = labelled(["x", "x", "y"], ["g", "g", "h"], ["train", "train", "test"])
    assert [line.split() for line in counts(dataset).splitlines()[2:]] == [
        ["x", "2", "0", "2", "66.7%", "1"],
        ["y", "0", "1", "1", "33.3%", "1"],
        ["all", "2", "1", "3", "100.0%", "2"],
    ]


def test_bad_pictures_are_named_but_do_not_forbid_training(class_folder):
    for number in range(3, 12):
        draw(class_folder / "cats" / f"{number}.png")
    for number in (4, 5):
        (class_folder / "cats" / f"{number}.png").write_bytes(b"")
    report = check(assign(load(str(class_folder))))
    assert "2 × the file is empty (0 bytes): cats/4, cats/5" in report.text and report.problems == ()


def test_no_picture_left(class_folder):
    for file in class_folder.rglob("*.png"):
        file.write_bytes(b"")
    report = check(assign(load(str(class_folder))))
    assert "pictures of 0 classes left" in report.problems[0] and "Not trainable" in report.text


def test_groups_in_two_splits(class_folder):
    dataset = assign(load(str(class_folder)))
    samples = dataset.samples.assign(group=["a", "a", "b", "c", "c", "d"], split=["train", "test"] * 3)
    report = check(replace(dataset, samples=samples))
    assert report.problems[0].startswith("2 groups lie in more than one split") and ": a, c." in report.problems[0]


def test_too_few_to_divide(tmp_path):
    for label in ("a", "b"):
        draw(tmp_path / label / "1.png")
    report = check(load(str(tmp_path)))
    assert "too few for 3 splits" in report.problems[0]


def test_not_divided(class_folder):
    assert "not divided" in check(load(str(class_folder))).problems[0]


def test_a_class_that_is_only_tested_on(class_folder):
    dataset = load(str(class_folder))
    samples = dataset.samples.assign(split=["train"] * 3 + ["test"] * 3)
    assert "no training sample of 'dogs'" in check(replace(dataset, samples=samples)).problems[0]
