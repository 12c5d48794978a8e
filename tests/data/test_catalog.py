"""A dataset by name, folder, table or preset, and names that are none."""

from __future__ import annotations

import shutil

import pytest

from data import catalog
from data.catalog import add, find, names, open_dataset, open_table
from data.contract import UNSPLIT, DataError
from data.csv_images import NoPictures
from data.dataset_file import Entry
from tests.data.conftest import draw
from tests.data.shards import melanoma_folder

pytestmark = pytest.mark.usefixtures("home")


def test_a_folder(class_folder):
    dataset = open_dataset(str(class_folder), validation=0.3, test=0.3)
    assert dataset.kind == "image_folder" and set(dataset.samples["split"]) == {"train", "validation", "test"}


def test_a_folder_beside_the_code_is_a_name(home, class_folder):
    shutil.copytree(class_folder, home / "animals")
    (home / "__pycache__").mkdir()
    assert names() == ["animals"] and open_dataset("animals").name == "animals"


def test_too_few_to_divide_stays_whole(tmp_path):
    for label in ("a", "b"):
        draw(tmp_path / "two" / label / "1.png")
    assert set(open_dataset(str(tmp_path / "two")).samples["split"]) == {UNSPLIT}


def test_a_preset(table_folder):
    lines = "lesion_id,image_id,dx,dx_type,age,sex,localization\n"
    lines += "".join(f"L{i // 2},I{i},{'nv' if i % 4 < 2 else 'mel'},histo,{i},male,back\n" for i in range(24))
    root = table_folder(lines, [f"I{i}" for i in range(24)], "HAM10000_metadata.csv")
    dataset = open_dataset(f"ham10000:{root}")
    assert dataset.name == "ham10000" and dataset.classes == ("mel", "nv")
    assert dataset.samples.groupby("group")["split"].nunique().max() == 1


def test_by_picture_whatever_lesion_it_shows(table_folder):
    lines = "lesion_id,image_id,dx,dx_type,age,sex,localization\n"
    lines += "".join(f"L{i // 4},I{i},{'nv' if i % 8 < 4 else 'mel'},histo,{i},male,back\n" for i in range(48))
    root = table_folder(lines, [f"I{i}" for i in range(48)], "HAM10000_metadata.csv")
    by_picture = open_dataset(f"ham10000:{root}", groups=False).samples
    assert by_picture.groupby("group_left_out")["split"].nunique().max() > 1
    shares = {"validation": 0.15, "test": 0.15, "seed": 0, "groups": False}
    add(Entry("random", "csv", str(root), {"preset": "ham10000"}, shares))
    assert open_dataset("random").samples.equals(by_picture)
    assert open_dataset("random", groups=True).samples.groupby("group")["split"].nunique().max() == 1


def test_a_table_without_its_pictures(table_folder):
    root = table_folder("id,dx\na,x\nb,y\nc,y\n", ["a", "b"])
    columns = {"id_column": "id", "label_column": "dx"}
    assert list(open_table(str(root), **columns).samples["file"]) == [
        *open_dataset(str(root), **columns).samples["file"],
        "",
    ]
    (root / "images" / "a.png").unlink()
    (root / "images" / "b.png").unlink()
    assert list(open_table(str(root), **columns).samples["file"]) == ["", "", ""]
    with pytest.raises(NoPictures, match="None of the 3 rows has a picture"):
        open_dataset(str(root), **columns)


def test_a_kind_without_a_table(class_folder):
    assert open_table(str(class_folder)).samples.equals(open_dataset(str(class_folder)).samples)


def test_a_table_beside_folders_is_a_table_not_classes(table_folder):
    root = table_folder("id,dx\na,x\nb,y\n", ["a", "b"])
    with pytest.raises(DataError, match=r"Which column .* --kind image_folder"):
        open_dataset(str(root))
    assert len(open_dataset(str(root), id_column="id", label_column="dx")) == 2
    assert find(str(root / "labels.csv")).kind == "csv"


def test_adding_and_finding_again(home, class_folder):
    entry = Entry(
        "mine", "image_folder", str(class_folder), {"classes": ["dogs", "cats"]}, {"validation": 0.3, "test": 0}
    )
    added = add(entry)
    dataset = open_dataset("mine")
    assert dataset.classes == ("dogs", "cats") and dataset.samples.equals(added.samples)
    assert set(dataset.samples["split"]) == {"train", "validation"} and names() == ["mine"]
    assert set(open_dataset("mine", validation=0.0, test=0.3).samples["split"]) == {"train", "test"}
    with pytest.raises(DataError, match="already a dataset 'mine'"):
        add(entry)


@pytest.mark.parametrize("name", ["../out", "a/b", "", ".hidden", "new\nline", "<script>", "x" * 101])
def test_names_that_are_no_folder_names(home, class_folder, name):
    with pytest.raises(DataError, match="A dataset's name is made of"):
        add(Entry(name, "image_folder", str(class_folder)))
    assert list(home.iterdir()) == []


@pytest.mark.parametrize("spec", ["nothing", "", "ham10000", "../nowhere"])
def test_no_such_dataset(spec):
    with pytest.raises(DataError, match=r"No dataset .*ham10000:FOLDER.*none yet \(python -m data make lesions"):
        open_dataset(spec)


def test_real_ham10000(real_data):
    dataset = open_dataset(f"ham10000:{real_data / 'ham10000'}")
    assert len(dataset) == 10_015 and dataset.samples["split"].value_counts()["train"] == 7013


def test_real_cats_and_dogs_keep_their_test_part(real_data):
    counts = open_dataset(str(real_data / "cats_dogs")).samples["split"].value_counts().to_dict()
    assert counts == {"train": 596, "validation": 104, "test": 300}


def test_shards_decide_what_a_folder_is(tmp_path):
    folder = melanoma_folder(tmp_path / "set")
    (folder / "train.csv").write_text("image_name,target\n")
    assert catalog.find(str(folder)).kind == "tfrecord"
    assert catalog.find(str(folder / "train00-6.tfrec")).kind == "tfrecord"
    assert catalog.find(f"{folder}/train*").location == f"{folder}/train*"
    assert catalog.find(f"cifar10:{folder}").options == {"preset": "cifar10"}
    assert catalog.find(str(folder / "train.csv")).kind == "csv"
