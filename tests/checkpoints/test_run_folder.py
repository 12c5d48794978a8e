import json

import pandas as pd
import pytest

from checkpoints.contract import CheckpointError
from checkpoints.run_folder import claim, save_untrained, write_split, write_training


def test_an_earlier_run_is_not_overwritten_by_accident(tmp_path):
    for name in ("epoch_000.keras", "epoch_011.keras", "history.csv", "training.json", "notes.md"):
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


@pytest.mark.tensorflow
def test_the_untrained_model_appears_whole(tmp_path, small_model):
    save_untrained(small_model(), str(tmp_path))
    assert [path.name for path in tmp_path.iterdir()] == ["epoch_000.keras"]


def test_tables(tmp_path):
    samples = pd.DataFrame(
        {"sample": ["a,<b>", "é"], "label": ["x", "y"], "split": "train", "fold": -1, "group": "", "age": 3}
    )
    write_split(str(tmp_path), samples)
    read = pd.read_csv(tmp_path / "split.csv", keep_default_na=False)
    assert read.to_dict("list") == samples.drop(columns="age").to_dict("list")
    write_training(str(tmp_path), {"classes": ["é"]})
    assert json.loads((tmp_path / "training.json").read_text()) == {"classes": ["é"]}
