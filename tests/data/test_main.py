"""`python -m data` from the outside."""

from __future__ import annotations

import subprocess
import sys

import pytest

from data import catalog
from data.__main__ import main
from data.command_line import run
from tests.data.conftest import draw

pytestmark = pytest.mark.usefixtures("home")


def test_an_empty_house(capsys):
    assert run(main, ["list"]) == 0
    assert "No datasets yet" in capsys.readouterr().out


def test_make_list_check(capsys, home):
    command = ["make", "lesions", "--name", "few", "--n", "40", "--size", "32", "--malignant-share", "0.5"]
    assert run(main, command) == 0 and "Drew 40 lesions" in capsys.readouterr().out
    assert run(main, command) == 0 and "Nothing to do" in capsys.readouterr().out
    assert run(main, [*command, "--seed", "1"]) == 2 and "--overwrite" in capsys.readouterr().err
    assert run(main, ["list"]) == 0
    line = capsys.readouterr().out.splitlines()[2]
    assert line.split()[:4] == ["few", "synthetic_lesions", "40", "2"] and str(home) in line
    assert run(main, ["check", "few"]) == 0 and "Trainable." in capsys.readouterr().out


def test_add_a_folder(capsys, class_folder):
    assert run(main, ["add", "pets", str(class_folder), "--classes", "dogs", "cats"]) == 0
    assert "Added pets: 6 samples, 2 classes" in capsys.readouterr().out
    assert catalog.open_dataset("pets").classes == ("dogs", "cats")


def test_add_a_table(capsys, table_folder):
    lines = "".join(f"I{i},{i % 2},p{i // 2}\n" for i in range(16))
    root = table_folder("image,target,patient\n" + lines, [f"I{i}" for i in range(16)])
    flags = ["--id-column", "image", "--label-column", "target", "--labels", "0=benign", "1=malignant"]
    assert run(main, ["add", "table", str(root), *flags, "--validation", "0.2", "--test", "0.2"]) == 0
    dataset = catalog.open_dataset("table")
    assert dataset.classes == ("benign", "malignant") and "patient" in dataset.samples
    assert run(main, ["add", "again", str(root), *flags[:-1]]) == 2
    assert "values other than '0'" in capsys.readouterr().err


def test_by_picture_instead_of_by_group(capsys, table_folder):
    lines = "".join(f"I{i},{i % 8 // 4},p{i // 4}\n" for i in range(48))
    root = table_folder("image,target,patient\n" + lines, [f"I{i}" for i in range(48)])
    flags = ["--id-column", "image", "--label-column", "target", "--group-column", "patient"]
    assert (
        run(main, ["add", "whole", str(root), *flags]) == 0
        and run(main, ["add", "random", str(root), *flags, "--no-groups"]) == 0
    )
    assert (
        set(catalog.open_dataset("random").samples["group"])
        == {""}
        != set(catalog.open_dataset("whole").samples["group"])
    )
    capsys.readouterr()
    run(main, ["check", "random"])
    assert "groups were left out as asked for" in capsys.readouterr().out


def test_a_dataset_that_is_not_trainable(capsys, tmp_path):
    for label in ("a", "b"):
        draw(tmp_path / "two" / label / "1.png")
    assert run(main, ["check", str(tmp_path / "two")]) == 1
    assert "Not trainable as it is" in capsys.readouterr().out


def test_a_broken_entry_does_not_hide_the_others(capsys, home):
    (home / "broken").mkdir()
    (home / "broken" / "dataset.json").write_text("{")
    assert run(main, ["list"]) == 0
    assert "cannot be read" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("argv", "words"),
    [
        (["check", "nothing"], "No dataset 'nothing'"),
        (["add", "../x", "somewhere"], "No dataset 'somewhere'"),
        (["add", "x", "somewhere", "--labels", "a", "--kind", "csv"], "VALUE=LABEL pairs"),
        (["make", "lesions", "--n", "3"], "at least 10 lesions"),
    ],
)
def test_bad_input_is_one_paragraph(capsys, argv, words):
    assert run(main, argv) == 2
    message = capsys.readouterr().err
    assert words in message and "Traceback" not in message and message.count("\n") == 1


def test_hostile_labels_on_the_screen(capsys, class_folder):
    for number in range(3):
        draw(class_folder / "evil\x1b[2J\n<script>" / f"{number}.png", seed=50 + number)
    assert run(main, ["check", str(class_folder)]) == 0
    out = capsys.readouterr().out
    assert "evil\\x1b[2J\\n<script>" in out and "\x1b" not in out


@pytest.mark.parametrize(
    "code", ["import data.catalog, data.check, data.registry", "from data.__main__ import main; main(['list'])"]
)
def test_tensorflow_stays_out(code):
    script = f"import sys; {code}; print(sorted({{'tensorflow', 'keras'}} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_help():
    done = subprocess.run([sys.executable, "-m", "data", "--help"], capture_output=True, text=True, check=True)
    assert all(command in done.stdout for command in ("list", "add", "make", "check"))
