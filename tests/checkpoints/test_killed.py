"""kill -9 in the middle of a training, then the same command again."""

import contextlib
import os
import signal
import subprocess
import sys
import time

import numpy as np
import pytest

from checkpoints.__main__ import main
from checkpoints.reading import load_model
from checkpoints.series import find_series
from tests.checkpoints.small_feed import draw_pictures
from tests.conftest import ROOT

pytestmark = pytest.mark.tensorflow

EPOCHS = 6
SETTINGS = ["--size", "16", "--epochs", str(EPOCHS), "--batch-size", "8", "--schedule", "one-cycle", "--dropout", "0.2"]
SETTINGS += ["--loss", "focal"]  # augmentation, slow to compile, has its turn in test_training.py


def rows(folder):
    with contextlib.suppress(FileNotFoundError):
        return len((folder / "history.csv").read_text().splitlines()) - 1
    return 0


def test_a_killed_training_goes_on_as_if_undisturbed(tmp_path, capsys):
    pictures = draw_pictures(tmp_path / "pictures", ("bright", "dark", "grey"))
    killed, undisturbed = tmp_path / "killed", tmp_path / "undisturbed"
    command = ["train", pictures, "--name", "run", *SETTINGS]
    process = subprocess.Popen(
        [sys.executable, "-m", "checkpoints", *command, "--folder", str(killed)],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        while process.poll() is None and rows(killed) < 1:
            time.sleep(0.01)
    finally:
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
    assert process.returncode == -signal.SIGKILL
    left = find_series(str(killed))
    assert 1 <= left.history["epoch"].iloc[-1] < EPOCHS
    assert all(load_model(one).count_params() for one in left.checkpoints[-2:])

    main([*command, "--folder", str(killed)])
    assert "goes on after epoch" in capsys.readouterr().out
    main([*command, "--folder", str(undisturbed)])
    resumed, whole = find_series(str(killed)), find_series(str(undisturbed))
    assert resumed.epochs == whole.epochs == list(range(EPOCHS + 1))
    assert resumed.history["epoch"].tolist() == list(range(1, EPOCHS + 1))
    np.testing.assert_allclose(resumed.history, whole.history, rtol=1e-6)
    assert len(resumed.training["seconds_per_epoch"]) == EPOCHS
    assert not (killed / "resume.npz").exists()
