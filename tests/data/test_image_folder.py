"""One folder per class, split folders above or not, and everything that can be wrong with it."""

from __future__ import annotations

import shutil

import pytest

from data.contract import UNSPLIT, DataError
from data.image_folder import load
from tests.data.conftest import draw


def test_classes_are_folders(class_folder):
    dataset = load(str(class_folder))
    assert dataset.name == "animals" and dataset.kind == "image_folder" and dataset.classes == ("cats", "dogs")
    assert list(dataset.samples["sample"]) == ["cats/0", "cats/1", "cats/2", "dogs/0", "dogs/1", "dogs/2"]
    assert set(dataset.samples["split"]) == {UNSPLIT}
    assert dataset.samples["file"][0] == str(class_folder / "cats" / "0.png")


def test_deeper_and_hidden_and_other_files(class_folder):
    draw(class_folder / "cats" / "2020" / "0.png")
    draw(class_folder / "cats" / "0.jpg")
    for litter in (class_folder / "cats" / ".DS_Store", class_folder / "notes.txt", class_folder / "dogs" / "scan.tif"):
        litter.write_text("x")
    draw(class_folder / "__MACOSX" / "junk.png")
    dataset = load(str(class_folder))
    cats = list(dataset.samples["sample"][dataset.samples["label"] == "cats"])
    assert cats == ["cats/0.jpg", "cats/0.png", "cats/1", "cats/2", "cats/2020/0"]
    assert list(dataset.skipped["sample"]) == ["dogs/scan.tif"]
    assert dataset.skipped["reason"][0].startswith("not a picture")


@pytest.mark.parametrize("names", [("train", "validation", "test"), ("training", "val", "testing"), ("Train", "Valid")])
def test_split_folders(class_folder, tmp_path, names):
    for name in names:
        shutil.copytree(class_folder, tmp_path / "split" / name)
    dataset = load(str(tmp_path / "split"))
    assert set(dataset.samples["split"]) == set(("train", "validation", "test")[: len(names)])
    assert dataset.classes == ("cats", "dogs") and len(dataset) == 6 * len(names)
    assert dataset.samples["sample"].is_unique


def test_a_class_may_be_called_valid(tmp_path):
    for label in ("valid", "invalid"):
        draw(tmp_path / label / "a.png")
    assert load(str(tmp_path)).classes == ("invalid", "valid")


def test_the_order_of_classes_is_the_users(class_folder):
    assert load(str(class_folder), classes=["dogs", "cats"]).classes == ("dogs", "cats")


def test_missing_folder(tmp_path):
    with pytest.raises(DataError, match=r"No folder .*nowhere"):
        load(str(tmp_path / "nowhere"))


def test_empty_class(class_folder):
    (class_folder / "birds" / "inner").mkdir(parents=True)
    with pytest.raises(DataError, match=r"Class folder 'birds' .* holds no picture"):
        load(str(class_folder))


def test_one_class(class_folder):
    shutil.rmtree(class_folder / "dogs")
    with pytest.raises(DataError, match=r"at least two classes.*Found: 'cats'"):
        load(str(class_folder))


def test_pictures_without_classes(class_folder):
    with pytest.raises(DataError, match=r"No class folders in .*Found 3 pictures directly in it"):
        load(str(class_folder / "cats"))


def test_splits_beside_classes(class_folder):
    shutil.copytree(class_folder, class_folder / "train")
    with pytest.raises(DataError, match=r"holds split folders .* beside others"):
        load(str(class_folder))


@pytest.mark.parametrize(
    "odd", ["<script>alert(1)</script>".replace("/", "∕"), "quo\"te's", "emoji 🙂", "new\nline", "a..b"]
)
def test_hostile_names_are_text(class_folder, odd):
    draw(class_folder / odd / f"{odd}.png")
    dataset = load(str(class_folder))
    row = dataset.samples[dataset.samples["label"] == odd].iloc[0]
    assert row["sample"] == f"{odd}/{odd}" and odd in dataset.classes


def test_remote_folders():
    import fsspec

    for label in ("a", "b"):
        fsspec.filesystem("memory").pipe_file(f"/folder_source/{label}/1.png", b"x")
    dataset = load("memory://folder_source")
    assert list(dataset.samples["file"]) == ["memory://folder_source/a/1.png", "memory://folder_source/b/1.png"]


def test_real_cats_and_dogs(real_data):
    samples = load(str(real_data / "cats_dogs")).samples
    assert samples.groupby(["split", "label"]).size().to_dict() == {
        ("train", "cats"): 350,
        ("train", "dogs"): 350,
        ("test", "cats"): 150,
        ("test", "dogs"): 150,
    }
