import numpy as np
import pytest

from checkpoints.callbacks import note_learning_rate, note_seconds, progress_lines, stop_at_nan
from checkpoints.contract import CheckpointError

pytestmark = pytest.mark.tensorflow


def test_stop_says_step_and_epoch():
    callback = stop_at_nan("checkpoints/mine")
    callback.on_epoch_begin(0, {})
    callback.on_epoch_begin(3, {})
    callback.on_train_batch_end(6, {"loss": 0.5})
    with pytest.raises(CheckpointError, match=r"became inf at step 8 of epoch 4.*checkpoints/mine keeps"):
        callback.on_train_batch_end(7, {"loss": np.inf})


def test_learning_rate_and_seconds_are_noted(small_model):
    model = small_model()
    model.compile("sgd", "sparse_categorical_crossentropy")
    callback, seconds, logs = note_learning_rate(model), [], {}
    timing = note_seconds(seconds)
    for each in (callback, timing):
        each.on_epoch_begin(0, {})
    model.optimizer.learning_rate = 0.5
    for each in (callback, timing):
        each.on_epoch_end(0, logs)
    assert logs == {"learning_rate": pytest.approx(0.01)}
    assert len(seconds) == 1
    assert seconds[0] >= 0


def test_progress_is_one_bar_an_epoch(monkeypatch):
    bars = []

    class Bar:
        def __init__(self, **settings):
            bars.append(settings | {"seen": 0, "closed": False})

        def update(self, n):
            bars[-1]["seen"] += n

        def close(self):
            bars[-1]["closed"] = True

    monkeypatch.setattr("checkpoints.callbacks.progress", Bar)
    callback = progress_lines(2, 5)
    for epoch in range(2):
        callback.on_epoch_begin(epoch, {})
        for batch in range(2):
            callback.on_train_batch_end(batch, {})
        callback.on_epoch_end(epoch, {})
    assert [(bar["label"], bar["total"], bar["seen"], bar["closed"]) for bar in bars] == [
        ("Epoch 1 of 5", 2, 2, True),
        ("Epoch 2 of 5", 2, 2, True),
    ]
