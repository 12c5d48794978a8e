import json
import shutil
import zipfile

import fsspec
import pytest

from checkpoints.contract import CheckpointError
from checkpoints.series import find_series


def archive(path, content="{}"):
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("config.json", content)


def test_irregular_epochs_sort_by_number_and_best_is_listed(tmp_path):
    for epoch in (110, 2, 8, 0, 10):
        archive(tmp_path / f"epoch_{epoch}.keras")
    archive(tmp_path / "best.keras")
    (tmp_path / "notes.txt").write_text("x")
    series = find_series(str(tmp_path))
    assert series.epochs == [0, 2, 8, 10, 110]
    assert series.checkpoints[1].location == str(tmp_path / "epoch_2.keras")
    assert series.ignored == [str(tmp_path / "best.keras")]
    assert (series.waiting, series.history, series.training, series.split) == ([], None, None, None)


def test_what_lies_beside_the_checkpoints_is_read(tmp_path):
    archive(tmp_path / "epoch_1.keras")
    (tmp_path / "history.csv").write_text("epoch,loss\n0,1.5\n")
    (tmp_path / "training.json").write_text(json.dumps({"architecture": {"model": "small_cnn"}}))
    (tmp_path / "split.csv").write_text("sample,label,split,fold,group\n0007,NA,train,-1,\n")
    series = find_series(str(tmp_path))
    assert series.history.to_dict("list") == {"epoch": [1], "loss": [1.5]}
    assert series.training == {"architecture": {"model": "small_cnn"}}
    assert series.split.to_dict("records") == [
        {"sample": "0007", "label": "NA", "split": "train", "fold": -1, "group": ""}
    ]


def test_the_newest_half_written_file_is_waited_for(tmp_path):
    archive(tmp_path / "epoch_1.keras")
    (tmp_path / "epoch_2.keras").write_bytes(b"PK\x03\x04 half")
    series = find_series(str(tmp_path))
    assert series.epochs == [1]
    assert series.waiting == [str(tmp_path / "epoch_2.keras")]


def test_an_older_truncated_file_is_an_error(tmp_path):
    archive(tmp_path / "epoch_2.keras")
    (tmp_path / "epoch_1.keras").write_bytes(b"PK\x03\x04 half")
    with pytest.raises(CheckpointError, match=r"epoch_1\.keras is truncated"):
        find_series(str(tmp_path))


def test_only_half_written(tmp_path):
    (tmp_path / "epoch_1.keras").write_bytes(b"")
    with pytest.raises(CheckpointError, match=r"epoch_1\.keras is not complete yet"):
        find_series(str(tmp_path))


def test_no_folder(tmp_path):
    with pytest.raises(CheckpointError, match="No folder"):
        find_series(str(tmp_path / "mine"))


def test_nothing_to_read_says_what_is_there(tmp_path):
    archive(tmp_path / "best.h5")
    with pytest.raises(CheckpointError, match=r"Found: best\.h5\. Save with ModelCheckpoint\('.*epoch_\{epoch:03d\}"):
        find_series(str(tmp_path))


def test_pattern_chooses_one_of_two_series(tmp_path):
    for name in ("a_1.keras", "a_2.keras", "b_1.keras"):
        archive(tmp_path / name)
    with pytest.raises(CheckpointError, match="--pattern"):
        find_series(str(tmp_path))
    assert find_series(str(tmp_path), pattern="a_{epoch}.keras").epochs == [1, 2]


def test_weights_belong_to_the_model_beside_them(tmp_path, keras_2):
    for file in (*keras_2.glob("cp-0002.ckpt.*"), keras_2 / "model.json"):
        shutil.copy(file, tmp_path)
    (checkpoint,) = find_series(str(tmp_path)).checkpoints
    assert checkpoint.epoch == 2
    assert checkpoint.architecture == str(tmp_path / "model.json")
    assert find_series(str(tmp_path), architecture="small_cnn").checkpoints[0].architecture == "small_cnn"


def test_a_model_name_is_completed_from_our_own_training(tmp_path, keras_2):
    shutil.copy(keras_2 / "epoch_02.weights.h5", tmp_path)
    built = {"model": "small_cnn", "n_classes": 3}
    (tmp_path / "training.json").write_text(json.dumps({"architecture": built}))
    assert find_series(str(tmp_path)).checkpoints[0].architecture == built
    assert find_series(str(tmp_path), architecture="small_cnn").checkpoints[0].architecture == built


@pytest.mark.tensorflow
def test_a_folder_never_says_which_code_runs(tmp_path, monkeypatch):
    """Weights alone, and a training.json that names a module: only the user may name one."""
    from checkpoints.reading import load_model

    (tmp_path / "epoch_1.weights.h5").write_bytes(b"\x89HDF\r\n\x1a\n")
    built = {"model": "epochscope_evil:build", "n_classes": 2, "size": [8, 8]}
    (tmp_path / "training.json").write_text(json.dumps({"architecture": built}))
    (tmp_path / "epochscope_evil.py").write_text("from pathlib import Path\nPath('ran').touch()\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("checkpoints.series.is_complete", lambda location: True)
    series = find_series(str(tmp_path))
    with pytest.raises(CheckpointError, match="holds weights without a model"):
        load_model(series.checkpoints[0])
    assert not (tmp_path / "ran").exists()
    named = find_series(str(tmp_path), architecture="epochscope_evil:build")
    assert named.checkpoints[0].architecture == built


@pytest.mark.parametrize("content", ["{", "[]"])
def test_training_that_is_not_ours(tmp_path, content):
    archive(tmp_path / "epoch_1.keras")
    (tmp_path / "training.json").write_text(content)
    with pytest.raises(CheckpointError, match=r"training\.json"):
        find_series(str(tmp_path))


def test_split_without_its_columns(tmp_path):
    archive(tmp_path / "epoch_1.keras")
    (tmp_path / "split.csv").write_text("sample,label\n1,a\n")
    with pytest.raises(CheckpointError, match="fold, group, split"):
        find_series(str(tmp_path))


def test_remote_folder(tmp_path):
    archive(tmp_path / "epoch_3.keras")
    fsspec.filesystem("memory").pipe_file("/mine/epoch_3.keras", (tmp_path / "epoch_3.keras").read_bytes())
    assert find_series("memory://mine").checkpoints[0].location == "memory://mine/epoch_3.keras"
