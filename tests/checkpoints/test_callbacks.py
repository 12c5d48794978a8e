import re

import numpy as np
import pytest

from checkpoints.callbacks import EVERY, show_progress, stop_at_nan
from checkpoints.contract import CheckpointError

pytestmark = pytest.mark.tensorflow


def go(callback, losses, epoch=3):
    callback.on_epoch_begin(0, {})
    callback.on_epoch_begin(epoch, {})
    for batch, loss in enumerate(losses):
        callback.on_train_batch_end(batch, {"loss": loss})


def test_stop_says_step_and_epoch():
    with pytest.raises(CheckpointError, match=r"became inf at step 8 of epoch 4.*checkpoints/mine keeps"):
        go(stop_at_nan("checkpoints/mine", 8), [0.5] * 7 + [np.inf])


def test_the_step_is_right_though_losses_are_looked_at_seldom():
    losses = [0.5] * (EVERY + 2) + [np.nan] * EVERY
    with pytest.raises(CheckpointError, match=rf"became nan at step {EVERY + 3} of"):
        go(stop_at_nan("x", 1000), losses)
    go(stop_at_nan("x", 1000), losses[: EVERY + 3])  # not looked at yet
    go(stop_at_nan("x", 1000), [0.5] * 100)


def test_progress_is_one_bar_and_one_line_an_epoch(monkeypatch, capsys):
    bars = []

    class Bar:
        def __init__(self, **settings):
            self.leave = True
            self.settings, self.seen, self.closed, self.words = settings, 0, False, []
            bars.append(self)

        def update(self, n):
            self.seen += n

        def set_description_str(self, words, refresh):
            self.words.append(words)

        def close(self):
            self.closed = True

    monkeypatch.setattr("checkpoints.callbacks.progress", Bar)
    callback = show_progress(40, 5, 8)
    for epoch in range(2):
        callback.on_epoch_begin(epoch, {})
        for batch in range(1, 40, 2):  # two steps an execution
            callback.on_train_batch_end(batch, {"loss": 0.25})
        callback.on_epoch_end(epoch, {"loss": 0.25, "val_loss": 0.125})
    assert [(bar.settings["label"], bar.settings["total"], bar.settings["unit"]) for bar in bars] == [
        ("Epoch 1 of 5", 320, "images"),
        ("Epoch 2 of 5", 320, "images"),
    ]
    assert [(bar.seen, bar.closed, bar.leave) for bar in bars] == [(320, True, False)] * 2
    assert bars[0].words == ["Epoch 1 of 5, loss 0.25"] * 2  # at steps 16 and 32
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 2
    assert re.fullmatch(r"Epoch 1 of 5: loss 0\.25, val_loss 0\.125; 0:00, [\d,]+ images/s, 0:00 left", lines[0])


def test_time_left_is_that_of_the_epochs_so_far(monkeypatch, capsys):
    now = iter([0.0, 100.0, 100.0, 300.0])
    monkeypatch.setattr("checkpoints.callbacks.time.perf_counter", lambda: next(now))
    callback = show_progress(10, 32, 10)
    for epoch in range(2):
        callback.on_epoch_begin(epoch, {})
        callback.on_epoch_end(epoch, {})
    first, second = capsys.readouterr().out.splitlines()
    assert first.endswith("; 1:40, 1 images/s, 51:40 left")
    assert second.endswith("; 3:20, 0 images/s, 1:15:00 left")
