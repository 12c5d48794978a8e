import json
from dataclasses import asdict

import pandas as pd
import pytest

from checkpoints.contract import CheckpointError
from checkpoints.options import Options
from checkpoints.run_folder import COMPLETE, INTERRUPTED, claim, standing, write_split, write_training


def test_an_earlier_run_is_not_overwritten_by_accident(tmp_path):
    for name in ("epoch_000.keras", "epoch_011.keras", "history.csv", "training.json", "resume.npz", "notes.md"):
        (tmp_path / name).write_text("x")
    with pytest.raises(CheckpointError, match=r"holds a run already: epoch_000\.keras.*--overwrite"):
        claim(str(tmp_path))
    assert claim(str(tmp_path), overwrite=True) == str(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["notes.md"]


def test_a_new_or_empty_folder(tmp_path, monkeypatch):
    assert claim(str(tmp_path / "a" / "b")) == str(tmp_path / "a" / "b")
    monkeypatch.chdir(tmp_path)
    assert claim("a/b") == str(tmp_path / "a" / "b")


def test_a_file_in_the_way(tmp_path):
    (tmp_path / "run").write_text("x")
    with pytest.raises(CheckpointError, match="is a file"):
        claim(str(tmp_path / "run"))


FACTS = {
    "dataset": {"spec": "x", "name": "x", "kind": "csv", "location": "/x", "options": {}},
    "classes": ["a", "b"],
    "architecture": {"model": "small_cnn", "size": [32, 32], "channels": 3, "n_classes": 2},
    "options": asdict(Options()) | {"class_weights": True},
    "augment": ["flips"],
    "metadata": None,
    "weights": "none",
    "initial_weights": None,
}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, INTERRUPTED),
        ({"seconds_per_epoch": [1.0], "device": "TPU", "parameters": 7, "versions": {}}, COMPLETE),
        ({"options": FACTS["options"] | {"class_weights": [0.5, 2.0], "device": "cpu"}}, INTERRUPTED),
        ({"architecture": FACTS["architecture"] | {"dropout": 0.0, "augment": []}}, INTERRUPTED),
        ({"options": {"class_weights": [1, 2], "epochs": 10}}, INTERRUPTED),
        ({"options": FACTS["options"] | {"epochs": 11}}, None),
        ({"options": FACTS["options"] | {"class_weights": None}}, None),
        ({"augment": ["flips", "zoom"]}, None),
        ({"metadata": {"columns": []}}, None),
        ({"fold": 0, "folds": 3}, None),
        ({"classes": ["b", "a"]}, None),
    ],
)
def test_how_a_folder_stands_to_a_training(tmp_path, change, expected):
    write_training(str(tmp_path), FACTS | change)
    assert standing(str(tmp_path), FACTS) == expected


@pytest.mark.parametrize("text", ["{", "[]", "{}", None])
def test_a_folder_of_something_else(tmp_path, text):
    if text is not None:
        (tmp_path / "training.json").write_text(text)
    assert standing(str(tmp_path), FACTS) is None


def test_tables(tmp_path):
    samples = pd.DataFrame(
        {"sample": ["a,<b>", "é"], "label": ["x", "y"], "split": "train", "fold": -1, "group": "", "age": 3}
    )
    write_split(str(tmp_path), samples)
    read = pd.read_csv(tmp_path / "split.csv", keep_default_na=False)
    assert read.to_dict("list") == samples.drop(columns="age").to_dict("list")
    write_training(str(tmp_path), {"classes": ["é"]})
    assert json.loads((tmp_path / "training.json").read_text()) == {"classes": ["é"]}
