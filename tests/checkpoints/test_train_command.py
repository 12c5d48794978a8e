import json

import numpy as np
import pandas as pd
import pytest
from PIL import Image

from checkpoints import train_command
from checkpoints.__main__ import main
from checkpoints.contract import CheckpointError
from checkpoints.reading import load_model
from checkpoints.series import find_series
from data.contract import DataError

pytestmark = pytest.mark.tensorflow

SMALL = ["--size", "16", "--epochs", "1", "--batch-size", "8"]


@pytest.fixture
def dataset(tmp_path):
    """A folder of dark and bright pictures, one of them truncated."""
    folder = tmp_path / "pictures"
    random = np.random.default_rng(0)
    for label, level in (("bright", 180), ("dark", 60)):
        (folder / label).mkdir(parents=True)
        for number in range(16):
            pixels = random.normal(level, 10, (20, 24, 3)).clip(0, 255).astype("uint8")
            Image.fromarray(pixels).save(folder / label / f"{number}.png")
    (folder / "dark" / "broken.png").write_bytes((folder / "dark" / "1.png").read_bytes()[:200])
    return str(folder)


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setattr(train_command, "HOME", tmp_path / "checkpoints")
    return tmp_path / "checkpoints"


def test_a_run_is_complete_and_described(dataset, home, capsys):
    assert main(["train", dataset, "--name", "mine", *SMALL, "--class-weights", "--augment", "mirror"]) == 0
    series = find_series(str(home / "mine"))
    assert series.epochs == [0, 1]
    training = series.training
    assert training["classes"] == ["bright", "dark"]
    assert training["dataset"]["spec"] == dataset
    assert training["dataset"]["kind"] == "image_folder"
    assert training["architecture"]["model"] == "small_cnn"
    assert training["parameters"] == load_model(series.checkpoints[0]).count_params()
    assert len(training["options"]["class_weights"]) == 2
    assert len(training["seconds_per_epoch"]) == 1
    assert training["skipped"] == 1
    assert json.loads(json.dumps(training)) == training
    assert set(series.split["split"]) == {"train", "validation", "test"}
    assert len(series.split) == 32
    printed = capsys.readouterr().out
    assert "1 pictures left out" in printed
    assert "python -m analysis run" in printed


def test_optimizers_start_from_the_same_weights_with_the_same_seed(dataset, home):
    for name in ("sgd", "adam"):
        main(["train", dataset, "--name", name, "--optimizer", name, "--seed", "3", *SMALL])
    main(["train", dataset, "--name", "other", "--seed", "4", *SMALL])
    sgd, adam, other = (load_model(str(home / name / "epoch_000.keras")) for name in ("sgd", "adam", "other"))
    for mine, yours in zip(sgd.get_weights(), adam.get_weights(), strict=True):
        np.testing.assert_array_equal(mine, yours)
    assert not np.array_equal(sgd.get_weights()[0], other.get_weights()[0])
    tables = [pd.read_csv(home / name / "split.csv") for name in ("sgd", "adam")]
    pd.testing.assert_frame_equal(*tables)


def test_start_from_a_checkpoint(dataset, home):
    main(["train", dataset, "--name", "first", *SMALL])
    last = str(home / "first" / "epoch_001.keras")
    main(["train", dataset, "--name", "second", "--initial-weights", last, "--dropout", "0.1", *SMALL])
    start = load_model(str(home / "second" / "epoch_000.keras"))
    for mine, yours in zip(start.get_weights(), load_model(last).get_weights(), strict=True):
        np.testing.assert_array_equal(mine, yours)


def test_weights_of_another_model_to_start_from(dataset, home, keras_2):
    with pytest.raises(CheckpointError, match=r"epoch_02\.h5 is another model"):
        main(["train", dataset, "--name", "x", "--initial-weights", str(keras_2 / "epoch_02.h5"), *SMALL])
    assert not (home / "x").exists()


def test_an_earlier_run_is_kept(dataset, home):
    (home / "mine").mkdir(parents=True)
    (home / "mine" / "epoch_000.keras").write_bytes(b"precious")
    with pytest.raises(CheckpointError, match="--overwrite"):
        main(["train", dataset, "--name", "mine", *SMALL])
    assert (home / "mine" / "epoch_000.keras").read_bytes() == b"precious"
    main(["train", dataset, "--name", "mine", "--overwrite", *SMALL])
    assert find_series(str(home / "mine")).epochs == [0, 1]


@pytest.mark.parametrize("name", ["../up", "a/b", "", ".hidden"])
def test_a_name_never_leaves_the_folder(dataset, home, name):
    with pytest.raises(CheckpointError, match="cannot be a folder's name"):
        main(["train", dataset, "--name", name, *SMALL])


@pytest.mark.parametrize(
    "arguments", [["--size", "8"], ["--alpha", "0.5"], ["--focal-alpha", "1", "2", "3", "--loss", "focal"]]
)
def test_settings_that_do_not_go_leave_nothing_behind(dataset, home, arguments):
    with pytest.raises(CheckpointError):
        main(["train", dataset, "--name", "x", *SMALL, *arguments])
    assert not (home / "x").exists()


def test_no_dataset(home, tmp_path):
    with pytest.raises(DataError):
        main(["train", str(tmp_path / "nothing"), "--name", "x", *SMALL])


def test_the_same_training_twice_is_done_once(dataset, home, capsys):
    main(["train", dataset, "--name", "mine", "--class-weights", *SMALL])
    written = {path: path.stat().st_mtime_ns for path in (home / "mine").iterdir()}
    main(["train", dataset, "--name", "mine", "--class-weights", *SMALL])
    assert "nothing to do" in capsys.readouterr().out
    assert {path: path.stat().st_mtime_ns for path in (home / "mine").iterdir()} == written
    with pytest.raises(CheckpointError, match="--overwrite"):
        main(["train", dataset, "--name", "mine", *SMALL])


def test_an_interrupted_training_starts_over(dataset, home, capsys):
    main(["train", dataset, "--name", "mine", *SMALL])
    training = home / "mine" / "training.json"
    training.write_text(json.dumps({**json.loads(training.read_text()), "seconds_per_epoch": []}))
    (home / "mine" / "epoch_001.keras").unlink()
    main(["train", dataset, "--name", "mine", *SMALL])
    assert "starts over" in capsys.readouterr().out
    assert find_series(str(home / "mine")).epochs == [0, 1]
