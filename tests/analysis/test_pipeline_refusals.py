"""Bad input of the pipeline: what is refused is named, and what was complete before is kept."""

from __future__ import annotations

import json
import shutil

import numpy as np
import pytest

from analysis.contract import StoreError
from analysis.pipeline import analyse
from analysis.store.reader import Run
from checkpoints.contract import CheckpointError
from data.contract import DataError
from tests.analysis.test_pipeline import request_for

pytestmark = pytest.mark.tensorflow


def test_bad_pictures_are_counted_and_the_rest_goes_on(stock_checkpoints, pictures, tmp_path):
    spoilt = shutil.copytree(pictures, tmp_path / "spoilt")
    (spoilt / "red" / "red_00.png").write_bytes(b"")
    whole = (spoilt / "blue" / "blue_03.png").read_bytes()
    (spoilt / "blue" / "blue_03.png").write_bytes(whole[: len(whole) // 2])
    (spoilt / "green" / "green_05.png").write_text("not a picture")
    analyse(request_for(stock_checkpoints, spoilt, tmp_path / "run", explain=0))
    run = Run(str(tmp_path / "run"))
    assert len(run.samples) == 51
    skipped = {entry["sample"]: entry["reason"] for entry in run.manifest["skipped"]}
    assert set(skipped) == {"red/red_00", "blue/blue_03", "green/green_05"}
    assert all(skipped.values())


def test_class_counts_must_agree(stock_checkpoints, pictures, tmp_path):
    four = shutil.copytree(pictures, tmp_path / "four")
    shutil.copytree(four / "red", four / "rouge")
    with pytest.raises(CheckpointError, match=r"3 classes, the data 4"):
        analyse(request_for(stock_checkpoints, four, tmp_path / "run"))
    with pytest.raises(CheckpointError, match=r"unknown to the model: 'green'"):
        analyse(request_for(stock_checkpoints, pictures, tmp_path / "run", classes=("blue", "red", "x")))


def test_mixed_architectures_are_named_and_complete_epochs_kept(stock_checkpoints, pictures, tmp_path):
    import keras

    mixed = shutil.copytree(stock_checkpoints, tmp_path / "mixed")
    layers = [keras.layers.Input((20, 20, 3)), keras.layers.Flatten(), keras.layers.Dense(3, activation="softmax")]
    keras.Sequential(layers).save(mixed / "epoch_002.keras")
    with pytest.raises(CheckpointError, match=r"epoch_002\.keras"):
        analyse(request_for(mixed, pictures, tmp_path / "run"))
    assert Run(str(tmp_path / "run")).epochs == [1]


def test_diverged_epochs_are_left_out_by_name(stock_checkpoints, pictures, tmp_path):
    import keras

    diverged = shutil.copytree(stock_checkpoints, tmp_path / "diverged")
    model = keras.models.load_model(diverged / "epoch_002.keras")
    model.layers[-1].set_weights([np.full_like(weight, np.nan) for weight in model.layers[-1].get_weights()])
    model.save(diverged / "epoch_002.keras")
    analyse(request_for(diverged, pictures, tmp_path / "run", explain=0))
    run = Run(str(tmp_path / "run"))
    assert run.epochs == [1, 3]
    finding = next(finding for finding in run.findings if finding.check == "bad_epochs")
    assert finding.level == "warning" and finding.epochs == [2] and "Epoch 2 left out: NaN" in finding.words


def test_a_named_sample_must_exist(stock_checkpoints, pictures, tmp_path):
    with pytest.raises(DataError, match=r"No sample nobody"):
        analyse(request_for(stock_checkpoints, pictures, tmp_path / "run", explain_samples=("nobody",)))


def test_a_newer_store_is_left_alone(stock_checkpoints, pictures, tmp_path):
    (tmp_path / "run.json").write_text(json.dumps({"format": 99}))
    with pytest.raises(StoreError, match="format 99"):
        analyse(request_for(stock_checkpoints, pictures, tmp_path))
    assert json.loads((tmp_path / "run.json").read_text()) == {"format": 99}


def test_a_full_disk_keeps_complete_epochs(stock_checkpoints, pictures, tmp_path, monkeypatch):
    import errno

    from analysis.store import arrays

    write, calls = arrays.EpochArrays.write, []

    def failing(self, name, epoch, block, start=0):
        calls.append(epoch)
        if epoch == 2 and name == "scores":
            raise OSError(errno.ENOSPC, "No space left on device")
        write(self, name, epoch, block, start)

    monkeypatch.setattr(arrays.EpochArrays, "write", failing)
    wanted = request_for(stock_checkpoints, pictures, tmp_path / "run", explain=0)
    with pytest.raises(StoreError, match=r"No room left.*complete is kept"):
        analyse(wanted)
    assert Run(wanted.out).epochs == [1]
    monkeypatch.undo()
    assert analyse(wanted).epochs == 2
    assert Run(wanted.out).epochs == [1, 2, 3]
