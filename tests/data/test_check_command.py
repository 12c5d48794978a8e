"""`python -m data check`: text, JSON, exit codes."""

from __future__ import annotations

import json

import pytest

from data.__main__ import main
from data.command_line import run
from tests.data.conftest import draw


@pytest.fixture
def folder(tmp_path):
    for place, label in enumerate("ab"):
        for number in range(10):
            draw(tmp_path / "pictures" / label / f"{number}.png", seed=10 * place + number, size=(40, 40))
    return tmp_path / "pictures"


def test_json_to_a_file(capsys, folder, tmp_path):
    assert run(main, ["check", str(folder), "--json", str(tmp_path / "out" / "report.json")]) == 0
    facts = json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))
    assert facts["trainable"] and facts["counts"]["samples"] == 20 and "Trainable." in capsys.readouterr().out


def test_json_alone_on_stdout(capsys, folder):
    assert run(main, ["check", str(folder), "--json", "-"]) == 0
    said = capsys.readouterr()
    assert json.loads(said.out)["trainable"] and "Trainable." in said.err


def test_exit_code_of_a_dataset_that_is_not_trainable(capsys, folder, tmp_path):
    for number in range(1, 10):
        (folder / "a" / f"{number}.png").unlink()
    assert run(main, ["check", str(folder), "--json", str(tmp_path / "r.json")]) == 1
    assert "too few for 3 splits" in capsys.readouterr().out
    assert json.loads((tmp_path / "r.json").read_text())["problems"][0]["code"] == "not_divided"


def test_a_table_without_pictures(capsys, table_folder):
    lines = "".join(f"I{i},{i % 2},{i}\n" for i in range(16))
    root = table_folder("image_name,target,age_approx\n" + lines, [], "train.csv")
    (root / "train.csv").write_text(
        "image_name,patient_id,target,sex,age_approx,anatom_site_general_challenge,diagnosis\n"
        + "".join(f"I{i},p{i},{i % 2},,{i},torso,unknown\n" for i in range(16))
    )
    assert run(main, ["check", f"siim-isic:{root}"]) == 1
    said = capsys.readouterr().out
    assert "16 samples, 2 classes, 16 groups" in said and "None of the 16 rows has a picture" in said


@pytest.mark.real_data
def test_real_isic_table(capsys, real_data):
    assert run(main, ["check", f"siim-isic:{real_data / 'siim_isic_2020'}", "--json", "-"]) == 1
    facts = json.loads(capsys.readouterr().out)
    assert facts["counts"]["rows"] == 33_126 and facts["counts"]["groups"] == 2_056
    assert facts["counts"]["classes"]["malignant"]["total"] == 584
    gaps = {name: facts["metadata"][name]["missing"] for name in facts["metadata"]}
    assert gaps == {"sex": 65, "age_approx": 68, "anatom_site_general_challenge": 527, "diagnosis": 0}
    assert [problem["code"] for problem in facts["problems"]] == ["no_pictures"] and not facts["trainable"]
