"""Tables: roles, metadata, codes, and what is no table."""

from __future__ import annotations

import pytest

from data.contract import DataError
from data.csv_table import read_table

COLUMNS = {"sample": "id", "label": "dx"}


@pytest.fixture
def table(tmp_path):
    def write(text: str, name: str = "t.csv") -> str:
        (tmp_path / name).write_bytes(text.encode("utf-8"))
        return str(tmp_path / name)

    return write


def test_roles_are_text_and_metadata_is_typed(table):
    rows = read_table(table("id,dx,age,sex\n001,1,30,f\n002,NA,,m\n"), columns=COLUMNS)
    assert list(rows["sample"]) == ["001", "002"] and list(rows["label"]) == ["1", "NA"]
    assert rows["age"].tolist()[0] == 30.0 and rows["age"].isna().sum() == 1
    assert list(rows.columns) == ["sample", "label", "age", "sex"]


def test_codes_splits_folds_and_reserved_names(table):
    text = "id,dx,part,cv,width,label\na,0,Training,1,9,q\nb,1,val,2,9,q\n"
    columns = {**COLUMNS, "split": "part", "fold": "cv"}
    rows = read_table(table(text), columns=columns, labels={"0": "benign", "1": "malignant"})
    assert list(rows["label"]) == ["benign", "malignant"] and list(rows["split"]) == ["train", "validation"]
    assert list(rows["fold"]) == [1, 2]
    assert {"width_in_table", "label_in_table"} <= set(rows.columns)


def test_tabs_byte_order_marks_and_newlines_in_cells(table):
    rows = read_table(table('\ufeffid\tdx\n"a\nb"\t<script>\n', "t.tab"), columns=COLUMNS)
    assert rows.to_dict("records") == [{"sample": "a\nb", "label": "<script>"}]


def test_only_the_metadata_that_was_asked_for(table):
    assert list(read_table(table("id,dx,a,b\n1,2,3,4\n"), columns=COLUMNS, metadata=["b"])) == ["sample", "label", "b"]


@pytest.mark.parametrize(
    ("text", "columns", "message"),
    [
        ("id,diagnosis\n1,2\n", COLUMNS, "has no column 'dx'. Its columns are: 'id', 'diagnosis'"),
        ("", COLUMNS, "not a CSV table"),
        ("id,dx\n1,2\n1,2,3,4\n", COLUMNS, "not a CSV table"),
        ("id,dx\n1,2,3\n1,2,3\n", COLUMNS, "not a CSV table"),
        ("id,dx,s\n1,2,holdout\n", {**COLUMNS, "split": "s"}, "values other than .*'holdout'"),
        ("id,dx,f\n1,2,x\n", {**COLUMNS, "fold": "f"}, "whole number"),
    ],
)
def test_refusals(table, text, columns, message):
    with pytest.raises(DataError, match=message):
        read_table(table(text), columns=columns)


def test_unknown_codes(table):
    with pytest.raises(DataError, match=r"values other than '0'.*'7'"):
        read_table(table("id,dx\n1,7\n"), columns=COLUMNS, labels={"0": "benign"})


def test_missing_table_and_other_encodings(tmp_path):
    with pytest.raises(DataError, match="No table"):
        read_table(str(tmp_path / "none.csv"), columns=COLUMNS)
    (tmp_path / "latin.csv").write_bytes("id,dx\n1,é\n".encode("latin-1"))
    with pytest.raises(DataError, match="not UTF-8"):
        read_table(str(tmp_path / "latin.csv"), columns=COLUMNS)


def test_siim_isic_ground_truth(real_data):
    from data.csv_images import PRESETS

    preset = PRESETS["siim-isic"]
    columns = {"sample": "image_name", "label": "target", "group": "patient_id"}
    path = str(real_data / "siim_isic_2020" / preset["table"][0])
    rows = read_table(path, columns=columns, labels=preset["labels"], metadata=preset["metadata"])
    assert len(rows) == 33_126 and (rows["label"] == "malignant").sum() == 584 and rows["group"].nunique() == 2056
    gaps = rows[["sex", "age_approx", "anatom_site_general_challenge"]].isna().sum()
    assert list(gaps) == [65, 68, 527]
