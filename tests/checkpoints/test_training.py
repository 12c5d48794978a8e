import math
from dataclasses import replace

import numpy as np
import pytest

from checkpoints.contract import CheckpointError
from checkpoints.options import Options
from checkpoints.reading import load_model
from checkpoints.resuming import read_state
from checkpoints.series import find_series
from checkpoints.training import train
from tests.checkpoints.small_feed import feed, network

pytestmark = pytest.mark.tensorflow

PLAIN = Options(epochs=3, batch_size=8, optimizer="sgd")


def assert_same_weights(mine, yours, **tolerance):
    for one, other in zip(mine.get_weights(), yours.get_weights(), strict=True):
        np.testing.assert_allclose(one, other, **({"rtol": 0, "atol": 0} | tolerance))


def test_every_epoch_is_kept_and_read_back(tmp_path):
    trained = network()
    before = [np.array(value) for value in trained.get_weights()]
    state = train(trained, feed(), Options(epochs=3, batch_size=8), str(tmp_path))
    assert (state.epoch, len(state.seconds), state.stopped) == (3, 3, False)
    series = find_series(str(tmp_path))
    assert series.epochs == [0, 1, 2, 3]
    assert series.history["epoch"].tolist() == [1, 2, 3]
    metrics = {"loss", "accuracy", "auc", "learning_rate", "val_loss", "val_accuracy", "val_auc"}
    assert metrics <= set(series.history.columns)
    for mine, yours in zip(before, load_model(series.checkpoints[0]).get_weights(), strict=True):
        np.testing.assert_array_equal(mine, yours)
    assert_same_weights(trained, load_model(series.checkpoints[-1]))


def test_recomputed_metrics_are_the_logged_ones(tmp_path):
    data = feed()
    train(network(), data, Options(epochs=2, batch_size=8), str(tmp_path))
    series = find_series(str(tmp_path))
    last = load_model(series.checkpoints[-1])
    scores = np.concatenate([last(images, training=False).numpy()[:, 0] for images, _ in data.validation]).astype(float)
    numbers = np.concatenate([numbers for _, numbers in data.validation])
    assert np.mean((scores > 0.5) == numbers) == pytest.approx(series.history["val_accuracy"].iloc[-1])
    loss = -np.mean(np.log(np.where(numbers, scores, 1 - scores)))
    assert loss == pytest.approx(series.history["val_loss"].iloc[-1], rel=1e-5)


@pytest.mark.parametrize(("loss", "n_classes"), [("cross-entropy", 2), ("focal", 3)])
def test_it_learns(tmp_path, loss, n_classes):
    options = Options(epochs=8, batch_size=8, loss=loss, learning_rate=0.1, schedule="cosine")
    train(network(n_classes), feed(n_classes), options, str(tmp_path))
    history = find_series(str(tmp_path)).history
    assert history["val_accuracy"].iloc[-1] > 0.9
    assert history["loss"].iloc[-1] < history["loss"].iloc[0]
    expected = [0.05 * (1 + math.cos(math.pi * epoch / 8)) for epoch in range(8)]
    assert history["learning_rate"].tolist() == pytest.approx(expected, rel=1e-4)


def test_one_step_is_the_closed_form_of_sgd(tmp_path):
    """Weights after one step of plain gradient descent, at the rate that the schedule names for that step."""
    import tensorflow as tf

    options = replace(PLAIN, epochs=1, momentum=0.0, schedule="one-cycle", learning_rate=0.5, steps_per_execution=3)
    trained, twin, data = network(3), network(3), feed(3, validate=False)
    one_step = type(data)(lambda first: data.training(first).take(1).repeat(), 3, None)
    train(trained, one_step, options, str(tmp_path))
    images, numbers = next(iter(one_step.training(0)))
    for rate in (0.5 / 25, 0.5, 0.5 / 25e4):  # three steps: start, peak, end
        with tf.GradientTape() as tape:
            scores = twin(images, training=True)
            loss = -tf.reduce_mean(tf.math.log(tf.gather(scores, numbers, batch_dims=1)))
        for weight, slope in zip(twin.trainable_weights, tape.gradient(loss, twin.trainable_weights), strict=True):
            weight.assign_sub(rate * slope)
    for mine, yours in zip(trained.trainable_weights, twin.trainable_weights, strict=True):
        np.testing.assert_allclose(mine.numpy(), yours.numpy(), rtol=1e-3, atol=1e-5)


ONE_CYCLE = {"optimizer": "adam", "schedule": "one-cycle", "freeze_epochs": 1}
PLATEAU = {"schedule": "reduce-on-plateau", "plateau_patience": 1, "monitor": "learning_rate"}
BOUNDARY = {"optimizer": "rmsprop", "freeze_epochs": 2, "clip_norm": 0.5, "precision": "mixed_float16"}


@pytest.mark.parametrize(
    ("choice", "written", "complete"),
    [
        (ONE_CYCLE, ["epoch_002.keras", "resume.npz", "history.csv"], 2),  # stopped within the third epoch
        (PLATEAU, ["epoch_003.keras"], 2),  # the checkpoint is there, the state is not
        (BOUNDARY, ["epoch_002.keras", "resume.npz"], 2),  # the state is there, the history is not
    ],
)
def test_a_training_goes_on_as_if_nothing_had_happened(tmp_path, monkeypatch, choice, written, complete):
    from checkpoints.augmentation import parse

    options = replace(PLAIN, epochs=4, **choice)
    more = {"transforms": parse(["flips"]) if choice is ONE_CYCLE else ()}  # its random state is one of many
    folders = {name: tmp_path / name for name in ("undisturbed", "disturbed")}
    for folder in folders.values():
        folder.mkdir()
    whole, data = network(3, dropout=0.3), feed(3, validate=False)
    train(whole, data, options, str(folders["undisturbed"]), **more)

    disturbed = str(folders["disturbed"])
    with monkeypatch.context() as patched:
        last_file(patched, written[-1], complete)
        with pytest.raises(KeyboardInterrupt):
            train(network(3, dropout=0.3), data, options, disturbed, **more)
    assert read_state(disturbed).epoch == complete
    resumed = network(3, dropout=0.3, seed=9)  # other weights, which must not matter
    train(resumed, data, options, disturbed, state=read_state(disturbed), **more)
    assert_same_weights(whole, resumed, rtol=1e-6, atol=1e-7)
    mine, yours = (find_series(str(folder)).history for folder in folders.values())
    assert yours["epoch"].tolist() == [1, 2, 3, 4]
    np.testing.assert_allclose(mine, yours, rtol=1e-6)


def last_file(monkeypatch, name, epoch):
    """Let the write after the one of this name (the `epoch`-th, where every epoch replaces it) be the end."""
    import data.locations

    replace_file, seen = data.locations._replace, []

    def write(target, content):
        if name in seen and (name.startswith("epoch") or seen.count(name) == epoch):
            raise KeyboardInterrupt
        seen.append(target.name)
        replace_file(target, content)

    monkeypatch.setattr(data.locations, "_replace", write)


def test_a_bucket_is_a_folder():
    """Checkpoints, state and history go wherever fsspec writes, and a training goes on from there."""
    folder = "memory://bucket/runs/mine"
    data = feed(validate=False)
    with pytest.raises(CheckpointError, match="of epoch 2"):
        train(network(), feed(validate=False, poison=1), replace(PLAIN, epochs=2), folder)
    state = train(network(), data, replace(PLAIN, epochs=2), folder, state=read_state(folder))
    assert state.epoch == 2
    series = find_series(folder)
    assert series.epochs == [0, 1, 2]
    assert series.history["epoch"].tolist() == [1, 2]


def test_nan_stops_before_a_checkpoint_is_written(tmp_path):
    with pytest.raises(CheckpointError, match=r"The loss became nan at step 2 of epoch 2.*--learning-rate"):
        train(network(), feed(poison=1), PLAIN, str(tmp_path))
    assert find_series(str(tmp_path)).epochs == [0, 1]
    assert read_state(str(tmp_path)).epoch == 1


def test_weights_that_the_last_step_spoils_are_not_kept(tmp_path):
    with pytest.raises(CheckpointError, match=r"weights .* became NaN or infinite in epoch 1.*--clip-norm"):
        data = feed(validate=False)
        one_step = type(data)(data.training, 1, None)
        train(network(), one_step, replace(PLAIN, learning_rate=1e39), str(tmp_path))
    assert find_series(str(tmp_path)).epochs == [0]


def test_class_weights_change_the_loss(tmp_path):
    losses = []
    for name, weights in (("plain", None), ("weighted", (3.0, 3.0))):
        (tmp_path / name).mkdir()
        options = replace(PLAIN, epochs=1, learning_rate=1e-9, class_weights=weights)
        losses.append(train(network(), feed(), options, str(tmp_path / name)).history[0]["loss"])
    assert losses[1] == pytest.approx(3 * losses[0], rel=1e-3)


def test_frozen_features_stay_and_then_learn(tmp_path):
    train(network(), feed(), replace(PLAIN, freeze_epochs=2), str(tmp_path))
    untrained, _, frozen, free = (load_model(one) for one in find_series(str(tmp_path)).checkpoints)
    for before, after in zip(untrained.get_weights()[:-2], frozen.get_weights()[:-2], strict=True):
        np.testing.assert_array_equal(before, after)
    assert not np.array_equal(untrained.get_weights()[-2], frozen.get_weights()[-2])
    assert not np.array_equal(frozen.get_weights()[0], free.get_weights()[0])


def test_early_stopping_keeps_what_is_there(tmp_path):
    options = replace(PLAIN, epochs=9, early_stopping=2, monitor="learning_rate")
    state = train(network(), feed(), options, str(tmp_path))
    assert (state.epoch, state.stopped) == (3, True)
    assert state.patience["early_stopping"]["best_epoch"] == 1
    assert find_series(str(tmp_path)).epochs == [0, 1, 2, 3]
    again = train(network(), feed(), options, str(tmp_path), state=read_state(str(tmp_path)))
    assert again.epoch == 3


def test_a_plateau_lowers_the_rate(tmp_path):
    options = replace(PLAIN, epochs=4, schedule="reduce-on-plateau", learning_rate=0.5, monitor="learning_rate")
    history = train(network(), feed(), replace(options, plateau_factor=0.5), str(tmp_path)).history
    assert [row["learning_rate"] for row in history] == pytest.approx([0.5, 0.5, 0.5, 0.25])


def test_a_metric_that_is_not_measured(tmp_path):
    options = replace(PLAIN, early_stopping=1)
    with pytest.raises(CheckpointError, match=r"--monitor 'val_loss' is not measured.*accuracy.*validation split"):
        train(network(), feed(validate=False), options, str(tmp_path))


def test_executions_divide_an_epoch(tmp_path):
    with pytest.raises(CheckpointError, match=r"2 does not divide the 3 steps of an epoch. Choose 1 or 3"):
        train(network(), feed(), replace(PLAIN, steps_per_execution=2), str(tmp_path))
