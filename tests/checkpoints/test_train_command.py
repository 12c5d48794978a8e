import json
from pathlib import Path

import numpy as np
import pytest

from checkpoints import train_command
from checkpoints.__main__ import main
from checkpoints.contract import CheckpointError
from checkpoints.reading import load_model
from checkpoints.series import find_series
from data.contract import DataError
from tests.checkpoints.small_feed import draw_pictures

pytestmark = pytest.mark.tensorflow

SMALL = ["--size", "16", "--epochs", "1", "--batch-size", "8"]
WEIGHED = [*SMALL, "--class-weights", "--augment", "flips", "--schedule", "one-cycle", "--seed", "3"]


@pytest.fixture(scope="module")
def dataset(tmp_path_factory):
    """A folder of dark and bright pictures, one of them truncated."""
    folder = Path(draw_pictures(tmp_path_factory.mktemp("train") / "pictures"))
    (folder / "dark" / "broken.png").write_bytes((folder / "dark" / "1.png").read_bytes()[:200])
    return str(folder)


@pytest.fixture(scope="module")
def trained(dataset, tmp_path_factory):
    """The folder of a complete run."""
    folder = tmp_path_factory.mktemp("runs") / "mine"
    assert main(["train", dataset, "--name", "mine", "--folder", str(folder), *WEIGHED]) == 0
    return folder


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setattr(train_command, "HOME", tmp_path / "checkpoints")
    return tmp_path / "checkpoints"


def test_a_run_is_complete_and_described(dataset, trained):
    series = find_series(str(trained))
    assert series.epochs == [0, 1]
    training = series.training
    assert training["classes"] == ["bright", "dark"]
    assert training["dataset"]["spec"] == dataset
    assert training["dataset"]["kind"] == "image_folder"
    assert training["architecture"] == {"model": "small_cnn", "size": [16, 16], "channels": 3, "n_classes": 2}
    assert training["parameters"] == load_model(series.checkpoints[0]).count_params()
    assert training["augment"] == ["flips"]
    assert training["options"]["schedule"] == training["schedule"]["name"] == "one-cycle"
    assert len(training["options"]["class_weights"]) == 2
    assert training["schedule"]["steps"] == list(range(training["steps_per_epoch"]))
    assert training["schedule"]["learning_rate"][0] == pytest.approx(series.history["learning_rate"].iloc[0])
    assert len(training["seconds_per_epoch"]) == 1
    assert training["skipped"] == 1
    assert json.loads(json.dumps(training)) == training
    assert set(series.split["split"]) == {"train", "validation", "test"}
    assert len(series.split) == 32
    assert sorted(path.name for path in trained.iterdir()) == [
        *("epoch_000.keras", "epoch_001.keras", "history.csv", "split.csv", "training.json"),
    ]


def test_checkpoints_hold_the_network_alone(trained):
    import keras

    network = keras.models.load_model(trained / "epoch_001.keras", safe_mode=True)
    assert network.name == "small_cnn"
    assert getattr(network, "optimizer", None) is None
    assert {type(layer).__module__.split(".")[0] for layer in network.layers} == {"keras"}


def test_the_same_training_twice_is_done_once(dataset, trained, capsys):
    written = {path: path.stat().st_mtime_ns for path in trained.iterdir()}
    main(["train", dataset, "--name", "mine", "--folder", str(trained), *WEIGHED])
    assert "nothing to do" in capsys.readouterr().out
    assert {path: path.stat().st_mtime_ns for path in trained.iterdir()} == written
    with pytest.raises(CheckpointError, match=r"holds a run already.*--overwrite"):
        main(["train", dataset, "--name", "mine", "--folder", str(trained), *SMALL])


def test_start_from_a_checkpoint(dataset, trained, home, capsys):
    last = str(trained / "epoch_001.keras")
    main(["train", dataset, "--name", "second", "--initial-weights", last, "--dropout", "0.1", *SMALL])
    start = load_model(str(home / "second" / "epoch_000.keras"))
    for mine, yours in zip(start.get_weights(), load_model(last).get_weights(), strict=True):
        np.testing.assert_array_equal(mine, yours)
    printed = capsys.readouterr().out
    assert "1 pictures left out" in printed
    assert "Epoch 1 of 1: " in printed
    assert "python -m analysis run" in printed


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
    main(["train", dataset, "--name", "mine", "--overwrite", "--seed", "4", *SMALL])
    assert find_series(str(home / "mine")).epochs == [0, 1]


@pytest.mark.parametrize("name", ["../up", "a/b", "", ".hidden"])
def test_a_name_never_leaves_the_folder(dataset, home, name):
    with pytest.raises(CheckpointError, match="cannot be a folder's name"):
        main(["train", dataset, "--name", name, *SMALL])


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--size", "8"], "at least 16"),
        (["--alpha", "0.5"], "no setting 'alpha'"),
        (["--focal-alpha", "1", "2", "3", "--loss", "focal"], "--focal-alpha"),
        (["--metadata", "age"], "--model image_and_metadata --image-model small_cnn"),
        (["--model", "image_and_metadata"], "--metadata"),
        (["--augment", "sparkle"], "sparkle"),
        (["--batch-size", "64"], "not a whole batch of 64"),
        (["--steps-per-execution", "5"], r"does not divide the 2 steps of an epoch\. Choose 1 or 2"),
        (["--folds", "1"], "two folds|2"),
        (["--folds", "2", "--compare-optimizers", "sgd,adam"], "two questions"),
        (["--model", "no_such_module_at_all:build"], "no module 'no_such_module_at_all'"),
        (["--device", "tpu"], "TPU"),
    ],
)
def test_settings_that_do_not_go_leave_nothing_behind(dataset, home, arguments, message):
    with pytest.raises((CheckpointError, DataError), match=message):
        main(["train", dataset, "--name", "x", *SMALL, *arguments])
    assert not (home / "x").exists()


@pytest.mark.parametrize("several", [["--folds", "2"], ["--compare-optimizers", "sgd,adam"]])
def test_several_runs_on_several_hosts(dataset, home, monkeypatch, several):
    cluster = {"cluster": {"worker": ["a:1", "b:1"]}, "task": {"type": "worker", "index": 0}}
    monkeypatch.setenv("TF_CONFIG", json.dumps(cluster))
    with pytest.raises(CheckpointError, match="TF_CONFIG names several: unset it, or train run by run"):
        main(["train", dataset, "--name", "x", *SMALL, *several])
    assert not home.exists() or not (home / "x").exists()


def test_no_dataset(home, tmp_path):
    with pytest.raises(DataError):
        main(["train", str(tmp_path / "nothing"), "--name", "x", *SMALL])


def test_an_interrupted_training_without_an_epoch_starts_over(dataset, trained, home, capsys):
    (home / "mine").mkdir(parents=True)
    training = json.loads((trained / "training.json").read_text())
    del training["seconds_per_epoch"]
    (home / "mine" / "training.json").write_text(json.dumps(training))
    main(["train", dataset, "--name", "mine", *WEIGHED])
    assert "starts over" in capsys.readouterr().out
    assert find_series(str(home / "mine")).epochs == [0, 1]
    again, once = (load_model(str(run / "epoch_001.keras")).get_weights() for run in (home / "mine", trained))
    for mine, yours in zip(again, once, strict=True):
        np.testing.assert_allclose(mine, yours, rtol=1e-5, atol=1e-7)


def test_a_model_of_the_users_own(dataset, home, tmp_path, monkeypatch):
    code = """
import keras

def build(size, channels, n_classes):
    layers = keras.layers
    return keras.Sequential([keras.Input((*size, channels)), layers.Rescaling(1 / 255), layers.Conv2D(4, 3),
        layers.GlobalAveragePooling2D(), layers.Dense(n_classes, activation="softmax")])
"""
    (tmp_path / "epochscope_test_model.py").write_text(code)
    monkeypatch.chdir(tmp_path)
    main(["train", dataset, "--name", "own", "--model", "epochscope_test_model:build", *SMALL])
    assert find_series(str(home / "own")).epochs == [0, 1]
