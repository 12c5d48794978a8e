"""The verdict: what is counted, what stands against training, what only warns."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from data.check import check, check_table
from data.contract import Dataset
from data.image_folder import load
from data.split import assign
from tests.data.conftest import draw


def codes(report) -> tuple[list[str], list[str]]:
    return [remark.code for remark in report.problems], [remark.code for remark in report.warnings]


@pytest.fixture
def sound(tmp_path) -> Dataset:
    """Two classes, six pictures each, large enough to see something."""
    for place, label in enumerate(("cats", "dogs")):
        for number in range(6):
            draw(tmp_path / label / f"{number}.png", seed=10 * place + number, size=(48, 40))
    return assign(load(str(tmp_path)), validation=0.2, test=0.2)


def test_a_sound_dataset(sound):
    report = check(sound)
    assert codes(report) == ([], []) and report.text.endswith("\nTrainable.")
    assert "12 samples, 2 classes, no groups" in report.text and "All pictures can be read." in report.text
    assert set(report.dataset.samples["width"]) == {48}


def test_bad_pictures_are_named_but_do_not_forbid_training(sound):
    for number in (4, 5):
        (draw(sound_folder(sound) / "cats" / f"{number}.png")).write_bytes(b"")
    report = check(sound)
    assert (
        "2 × the file is empty (0 bytes): cats/4, cats/5" in report.text and "too_few_classes" not in codes(report)[0]
    )
    facts = json.loads(report.to_json())
    assert facts["left_out"] == {"the file is empty (0 bytes)": 2}
    assert (facts["counts"]["rows"], facts["counts"]["samples"], facts["counts"]["skipped"]) == (12, 10, 2)


def sound_folder(dataset: Dataset) -> Path:
    return Path(dataset.location)


def test_no_picture_left(sound):
    for file in sound_folder(sound).rglob("*.png"):
        file.write_bytes(b"")
    report = check(sound)
    assert "too_few_classes" in codes(report)[0] and "pictures of 0 classes left" in report.text
    assert "Not trainable" in report.text and json.loads(report.to_json())["trainable"] is False


def test_only_one_class_left(sound):
    for file in (sound_folder(sound) / "dogs").iterdir():
        file.unlink()
    assert "pictures of 1 class left" in check(sound).text


def test_a_table_alone(sound):
    samples = sound.samples.assign(file="", age=[*range(11), -4])
    report = check_table(replace(sound, samples=samples), "None of the 12 rows has a picture.")
    assert codes(report) == (["no_pictures"], ["metadata_out_of_range"])
    assert "12 samples, 2 classes" in report.text and "age" in report.text
    assert report.text.endswith("Not trainable as it is: None of the 12 rows has a picture.")


def test_copies_within_a_group_are_expected_and_across_splits_are_not(sound):
    first, second = sound.samples["file"][:2]
    sound_folder(sound).joinpath("cats", "1.png").write_bytes(
        sound_folder(sound).joinpath("cats", "0.png").read_bytes()
    )
    samples = sound.samples.assign(split=["train", "test"] + ["train", "validation", "test", "train"] + ["train"] * 6)
    assert first.endswith("cats/0.png") and second.endswith("cats/1.png")
    assert codes(check(replace(sound, samples=samples)))[0] == ["copies_across_splits"]
    together = samples.assign(group=["g", "g"] + [""] * 10, split=["train", "train", *samples["split"][2:]])
    report = check(replace(sound, samples=together))
    assert report.problems == () and "1 pair of identical files" in report.text and "1 within a group" in report.text


@pytest.mark.real_data
def test_real_lesions(real_data):
    """800 pictures of 800 lesions."""
    from data.catalog import open_dataset

    report = check(open_dataset(f"ham10000:{real_data / 'ham10000_224_masks'}", images=["images"]))
    facts = json.loads(report.to_json())
    assert facts["trainable"] and facts["counts"]["samples"] == facts["counts"]["groups"] == 800
    assert {label: count["total"] for label, count in facts["counts"]["classes"].items()} == {
        "nv": 320, "mel": 180, "bkl": 110, "bcc": 70, "akiec": 50, "vasc": 35, "df": 35,
    }  # fmt: skip
    assert facts["pictures"]["width"] == {"min": 224, "median": 224.0, "max": 224}


def test_pictures_of_any_mode_are_measured(sound):
    Image.fromarray(np.zeros((40, 48), np.uint8)).save(sound_folder(sound) / "cats" / "0.png")
    assert "flat" in codes(check(sound))[1]
