import json

import numpy as np
import pandas as pd
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


@pytest.fixture(scope="module")
def dataset(tmp_path_factory):
    return draw_pictures(tmp_path_factory.mktemp("siblings") / "pictures")


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setattr(train_command, "HOME", tmp_path / "checkpoints")
    return tmp_path / "checkpoints"


def weights(folder, epoch):
    return load_model(str(folder / f"epoch_{epoch:03d}.keras")).get_weights()


def test_optimizers_differ_in_nothing_else(dataset, home, monkeypatch, capsys):
    import data.stream

    streams, given = data.stream.stream, []

    def watched(dataset, **arguments):
        found = streams(dataset, **arguments)
        if arguments["split"] == "train":
            given.append([numbers.numpy().tolist() for _, numbers in found.take(6)])
        return found

    monkeypatch.setattr(data.stream, "stream", watched)
    main(["train", dataset, "--name", "it", "--compare-optimizers", "sgd, rmsprop", "--weights", "none", *SMALL])
    sgd, rmsprop = home / "it_sgd", home / "it_rmsprop"
    for mine, yours in zip(weights(sgd, 0), weights(rmsprop, 0), strict=True):
        np.testing.assert_array_equal(mine, yours)
    assert any((mine != yours).any() for mine, yours in zip(weights(sgd, 1), weights(rmsprop, 1), strict=True))
    assert len(given) == 2
    assert given[0] == given[1]
    pd.testing.assert_frame_equal(*(pd.read_csv(folder / "split.csv") for folder in (sgd, rmsprop)))
    options = [find_series(str(folder)).training["options"] for folder in (sgd, rmsprop)]
    assert {name for name in options[0] if options[0][name] != options[1][name]} == {"optimizer"}
    printed = capsys.readouterr().out
    assert "val_accuracy per epoch" in printed
    assert "rmsprop" in printed.rsplit("accuracy per epoch", 1)[1]


def test_a_taken_folder_is_found_before_hours_of_training(dataset, home):
    (home / "it_adam").mkdir(parents=True)
    (home / "it_adam" / "notes.md").write_text("mine")
    with pytest.raises(CheckpointError, match=r"it_adam holds a run already"):
        main(["train", dataset, "--name", "it", "--compare-optimizers", "sgd,adam", *SMALL])
    assert not (home / "it_sgd").exists()


def test_folds_validate_on_every_sample_once(dataset, home, capsys):
    command = ["train", dataset, "--name", "it", "--folds", "2", "--seed", "5", *SMALL]
    main(command)
    facts = json.loads((home / "it" / "folds.json").read_text())
    assert facts == {"format": 1, "folds": ["fold_1", "fold_2"], "k": 2, "seed": 5}
    splits = [find_series(str(home / "it" / name)).split for name in facts["folds"]]
    held_out = [set(split.loc[split["split"] == "validation", "sample"]) for split in splits]
    assert held_out[0].isdisjoint(held_out[1])
    assert held_out[0] | held_out[1] == set(splits[0]["sample"])
    for number, split in enumerate(splits):
        assert (split["split"].eq("validation") == split["fold"].eq(number)).all()
    training = find_series(str(home / "it" / "fold_2")).training
    assert (training["fold"], training["folds"], training["name"]) == (1, 2, "it/fold_2")
    for mine, yours in zip(weights(home / "it" / "fold_1", 0), weights(home / "it" / "fold_2", 0), strict=True):
        np.testing.assert_array_equal(mine, yours)

    capsys.readouterr()
    for path in (home / "it" / "fold_2").iterdir():
        path.unlink()
    main(command)
    printed = capsys.readouterr().out
    assert printed.count("nothing to do") == 1
    assert printed.count("Epoch 1 of 1") == 1
    with pytest.raises(CheckpointError, match=r"holds folds already, with other settings.*--overwrite"):
        main(["train", dataset, "--name", "it", "--folds", "3", "--seed", "5", *SMALL])


def test_more_folds_than_there_are_groups(dataset, home):
    with pytest.raises(DataError, match="fold"):
        main(["train", dataset, "--name", "it", "--folds", "40", *SMALL])
    assert not home.exists()


def test_folds_do_not_fall_on_an_earlier_run(dataset, home):
    (home / "it").mkdir(parents=True)
    (home / "it" / "epoch_000.keras").write_bytes(b"precious")
    with pytest.raises(CheckpointError, match="holds a run already"):
        main(["train", dataset, "--name", "it", "--folds", "2", *SMALL])
    assert [path.name for path in (home / "it").iterdir()] == ["epoch_000.keras"]
