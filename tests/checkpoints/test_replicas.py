"""Two devices, or two hosts, train what one device trains; and their checkpoints are like any others."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys

import numpy as np
import pandas as pd
import pytest

from checkpoints.series import find_series
from tests.checkpoints.replicas import PLAIN
from tests.checkpoints.small_feed import draw_pictures
from tests.conftest import ROOT

pytestmark = pytest.mark.tensorflow

SAME = {"rtol": 0, "atol": 1e-5}  # of a loss: gradients are summed in another order
MEASURED = ["loss", "val_loss", "accuracy", "val_accuracy", "learning_rate"]


def started(*command, **environment):
    return subprocess.Popen(
        [sys.executable, "-m", *command],
        cwd=ROOT,
        env={**os.environ, "CUDA_VISIBLE_DEVICES": "", "TF_CPP_MIN_LOG_LEVEL": "2", **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def finished(*processes):
    """What each has printed."""
    said = []
    try:
        for process in processes:
            said.append(process.communicate(timeout=240)[0])
            assert process.returncode == 0, said[-1]
        return said
    finally:
        for process in processes:
            process.kill()


@pytest.fixture(scope="module")
def dataset(tmp_path_factory):
    return draw_pictures(tmp_path_factory.mktemp("replicas") / "pictures")


@pytest.fixture(scope="module")
def runs(dataset, tmp_path_factory):
    folder = tmp_path_factory.mktemp("trained")
    (said,) = finished(started("tests.checkpoints.replicas", dataset, str(folder)))
    (folder / "printed").write_text(said)
    return folder


def test_two_devices_give_the_losses_of_one(runs):
    one, two = (find_series(str(runs / name)).history for name in ("one", "two"))
    assert len(one) == 3 and one["loss"].iloc[-1] < one["loss"].iloc[0]
    np.testing.assert_allclose(two[MEASURED], one[MEASURED], **SAME)
    training = json.loads((runs / "two" / "training.json").read_text())
    assert training["device"] == "two CPUs"


def test_an_interrupted_training_on_two_devices_goes_on_as_if_undisturbed(runs):
    whole, stopped = (find_series(str(runs / name)) for name in ("two", "stopped"))
    assert stopped.epochs == whole.epochs == [0, 1, 2, 3]
    np.testing.assert_allclose(stopped.history[MEASURED], whole.history[MEASURED], rtol=1e-6)
    assert "goes on after epoch 2" in (runs / "printed").read_text()


def test_batch_normalization_dropout_augmentation_and_class_weights_on_two_devices(runs):
    from checkpoints.reading import load_model

    series = find_series(str(runs / "varied"))
    assert series.epochs == [0, 1, 2]
    assert np.isfinite(series.history[["loss", "val_loss"]]).all(axis=None)
    before, after = (load_model(series.checkpoints[place]) for place in (0, -1))
    moved = [not np.array_equal(old, new) for old, new in zip(before.weights, after.weights, strict=True)]
    assert all(moved)  # moving statistics too


def test_the_analysis_reads_what_two_devices_wrote(runs, dataset, tmp_path):
    from analysis.pipeline import analyse
    from analysis.request import Request
    from analysis.store.reader import Run

    analyse(
        Request(
            checkpoints=str(runs / "varied"),
            data=dataset,
            out=str(tmp_path / "varied"),
            neighbors=5,
            explain=0,
            baselines=False,
        )
    )
    run = Run(str(tmp_path / "varied"))
    assert run.epochs == [0, 1, 2]
    held_out = (run.samples["split"] == "validation").to_numpy()
    positive = (run.samples["label"] == "dark").to_numpy()
    for epoch, logged in zip(run.epochs[1:], find_series(str(runs / "varied")).history["val_accuracy"], strict=True):
        predicted = run.scores(epoch)[held_out].argmax(axis=1) == 1
        assert np.mean(predicted == positive[held_out]) == pytest.approx(logged)


def hosts(number):
    places = []
    for _ in range(number):
        with socket.socket() as place:
            place.bind(("127.0.0.1", 0))
            places.append(f"127.0.0.1:{place.getsockname()[1]}")
    return [
        json.dumps({"cluster": {"worker": places}, "task": {"type": "worker", "index": index}})
        for index in range(number)
    ]


@pytest.mark.parametrize("number", [1, pytest.param(2, marks=pytest.mark.slow)])
def test_hosts_give_the_losses_of_one_and_the_chief_writes(runs, dataset, tmp_path, number):
    command = ["checkpoints", "train", dataset, "--name", "x", "--folder", str(tmp_path / "x"), "--device", "cpu"]
    workers = [started(*command, *PLAIN, TF_CONFIG=config, TMPDIR=str(tmp_path)) for config in hosts(number)]
    finished(*workers)
    series = find_series(str(tmp_path / "x"))
    assert series.epochs == [0, 1, 2, 3]
    assert series.training["device"] == f"{number} hosts, {number} replicas"
    alone = pd.read_csv(runs / "one" / "history.csv")
    np.testing.assert_allclose(series.history[MEASURED], alone[MEASURED], **SAME)
    assert [each.name for each in tmp_path.iterdir()] == ["x"]  # nothing of the other workers' is left
