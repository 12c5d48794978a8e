"""A table and its pictures: presets, flags, and rows that do not fit."""

from __future__ import annotations

import pytest

from data.contract import DataError
from data.csv_images import load

FLAGS = {"id_column": "id", "label_column": "dx"}


def test_flags_and_automatic_pictures(table_folder):
    root = table_folder("id,dx,who,age\na,x,p1,3\nb,y,p2,\n", ["a", "b"])
    dataset = load(str(root), **FLAGS, group_column="who")
    assert dataset.kind == "csv" and dataset.name == "table" and dataset.classes == ("x", "y")
    assert list(dataset.samples["group"]) == ["p1", "p2"] and dataset.samples["age"].isna().sum() == 1
    assert list(dataset.samples["file"]) == [str(root / "images" / f"{name}.png") for name in "ab"]
    again = load(dataset.location, **dataset.options)
    assert again.samples.equals(dataset.samples)


def test_the_table_itself_may_be_named(table_folder):
    root = table_folder("id,dx\na,x\nb,y\n", ["a", "b"], "second.csv")
    (root / "first.csv").write_text("id,dx\na,x\n")
    with pytest.raises(DataError, match=r"exactly one .csv file.*'first.csv', 'second.csv'.*--table"):
        load(str(root), **FLAGS)
    dataset = load(str(root / "second.csv"), **FLAGS)
    assert len(dataset) == 2 and dataset.options["table"] == "second.csv"
    assert len(load(str(root), **FLAGS, table="second.csv")) == 2


def test_a_column_of_file_names(table_folder):
    root = table_folder("id,dx,file\n1,x,images/a.png\n2,y,b\n", ["a", "b"])
    dataset = load(str(root), **FLAGS, file_column="file")
    assert list(dataset.samples["sample"]) == ["1", "2"] and dataset.samples["file"][1].endswith("images/b.png")


def test_rows_without_file_id_or_label_are_counted(table_folder):
    root = table_folder("id,dx\na,x\nb,y\nc,y\n,y\nd,\n", ["a", "b", "d"])
    dataset = load(str(root), **FLAGS)
    assert list(dataset.samples["sample"]) == ["a", "b"]
    assert list(zip(dataset.skipped["sample"], dataset.skipped["reason"], strict=True)) == [
        ("c", "no picture of that name"),
        ("", "the row has no id"),
        ("d", "the row has no label"),
    ]


def test_no_picture_at_all_says_where_it_looked(table_folder):
    root = table_folder("id,dx\na,x\nb,y\n", [])
    with pytest.raises(DataError, match=r"None of the 2 rows has a picture. Looked for names like 'a', 'b' among 0"):
        load(str(root), **FLAGS)


def test_duplicate_ids(table_folder):
    root = table_folder("id,dx\na,x\na,y\nb,y\nb,y\n", ["a", "b"])
    with pytest.raises(DataError, match="more than once: 'a', 'b'"):
        load(str(root), **FLAGS)


def test_paths_that_escape(table_folder):
    root = table_folder("id,dx\n../../etc/passwd,x\na,y\n", ["a"])
    with pytest.raises(DataError, match="outside the dataset's folder"):
        load(str(root), **FLAGS)


@pytest.mark.parametrize("odd", ["<script>alert(1)<script>", 'quo""te', "emoji 🙂", "new\nline"])
def test_hostile_labels_are_text(table_folder, odd):
    dataset = load(str(table_folder(f'id,dx,note\na,"{odd}","{odd}"\nb,y,z\n', ["a", "b"])), **FLAGS)
    text = odd.replace('""', '"')
    assert text in dataset.classes and dataset.samples["note"][0] == text


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({}, "Which column of .* is the id"),
        ({"id_column": "id"}, "Which column of .* is the label"),
        ({**FLAGS, "nonsense": 1}, "no option 'nonsense'"),
        ({"preset": "imagenet"}, "No preset 'imagenet'. There are: ham10000, siim-isic"),
        ({"preset": "ham10000"}, "Wanted HAM10000_metadata.csv or"),
    ],
)
def test_refused_options(table_folder, options, message):
    with pytest.raises(DataError, match=message):
        load(str(table_folder("id,dx\na,x\nb,y\n", ["a", "b"])), **options)


def test_missing_folder(tmp_path):
    with pytest.raises(DataError, match="No folder"):
        load(str(tmp_path / "nowhere"), **FLAGS)


def test_siim_preset(table_folder):
    text = (
        "image_name,patient_id,sex,age_approx,anatom_site_general_challenge,diagnosis,benign_malignant,target\n"
        "ISIC_1,IP_1,male,45,torso,unknown,benign,0\nISIC_2,IP_1,,NA,,melanoma,malignant,1\n"
    )
    root = table_folder(text, ["ISIC_1", "ISIC_2"], "train.csv")
    dataset = load(str(root), preset="siim-isic")
    assert list(dataset.samples["label"]) == ["benign", "malignant"] and set(dataset.samples["group"]) == {"IP_1"}
    assert list(dataset.samples.columns[8:]) == ["sex", "age_approx", "anatom_site_general_challenge", "diagnosis"]


def test_real_ham10000(real_data):
    dataset = load(str(real_data / "ham10000"), preset="ham10000")
    assert len(dataset) == 10_015 and dataset.samples["group"].nunique() == 7470 and len(dataset.skipped) == 0
    assert dataset.samples["age"].isna().sum() == 57
    counts = {"nv": 6705, "mel": 1113, "bkl": 1099, "bcc": 514, "akiec": 327, "vasc": 142, "df": 115}
    assert dataset.samples["label"].value_counts().to_dict() == counts
    assert dataset.classes == ("akiec", "bcc", "bkl", "df", "mel", "nv", "vasc")


def test_real_pictures_beside_masks(real_data):
    dataset = load(str(real_data / "ham10000_224_masks"), preset="ham10000")
    assert len(dataset) == 800 and dataset.samples["file"].str.contains("/images/").all()
