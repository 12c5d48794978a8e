import shutil

import pytest

from checkpoints import show_command
from checkpoints.__main__ import main
from checkpoints.contract import CheckpointError


def test_list_shows_runs_and_what_is_wrong_with_them(tmp_path, monkeypatch, capsys, keras_2):
    monkeypatch.setattr(show_command, "HOME", tmp_path)
    (tmp_path / "good").mkdir()
    shutil.copy(keras_2 / "epoch_02.h5", tmp_path / "good")
    (tmp_path / "empty").mkdir()
    (tmp_path / "augmentation").mkdir()
    (tmp_path / "augmentation" / "__init__.py").touch()  # code, not a run
    show_command.list_all()
    printed = capsys.readouterr().out
    assert "good             1 epochs, 2 to 2" in printed
    assert "empty            No files in" in printed
    assert "augmentation" not in printed


@pytest.mark.tensorflow
def test_show_says_what_would_be_inferred(tmp_path, capsys, small_model):
    small_model().save(tmp_path / "epoch_3.keras")
    (tmp_path / "best.keras").write_bytes(b"")
    (tmp_path / "epoch_4.keras").write_bytes(b"PK")
    (tmp_path / "history.csv").write_text("epoch,accuracy,loss\n0,0.5,NA\n1,0.75,0.25\n")
    assert main(["show", str(tmp_path)]) == 0
    printed = capsys.readouterr().out
    for line in (
        "epochs       1: 3",
        f"waiting for  {tmp_path}/epoch_4.keras (half-written)",
        f"ignored      {tmp_path}/best.keras",
        "input        8 x 8 pixels, 3 channels",
        "preprocess   none (the model scales pixels itself)",
        "embedding    pool, 4 features",
        "map          conv",
        "head         head, softmax, 3 classes",
        "  2  0.25      0.75",
    ):
        assert line in " ".join(printed.split(" ")) or line.split() == [], line


@pytest.mark.tensorflow
def test_a_run_of_ours_is_found_by_its_name(tmp_path, monkeypatch, capsys, keras_2):
    monkeypatch.setattr(show_command, "HOME", tmp_path)
    (tmp_path / "old").mkdir()
    shutil.copy(keras_2 / "epoch_02.h5", tmp_path / "old")
    main(["show", "old"])
    printed = capsys.readouterr().out
    assert "preprocess   not in the model: the analysis tries each pixel range" in printed and "unit" not in printed


@pytest.mark.tensorflow
def test_names_from_the_command_line(tmp_path, small_model):
    small_model().save(tmp_path / "epoch_3.keras")
    with pytest.raises(CheckpointError, match=r"--map-layer 'nope'.*conv"):
        main(["show", str(tmp_path), "--map-layer", "nope"])
