import math

import numpy as np
import pytest

from checkpoints.contract import CheckpointError
from checkpoints.options import Options
from checkpoints.reading import load_model
from checkpoints.series import find_series
from checkpoints.training import balanced_weights, prepare, train

pytestmark = pytest.mark.tensorflow

N = 24


def batches(n_classes=2, size=16, poison=False):
    """Pictures whose brightness says their class."""
    import tensorflow as tf

    numbers = np.arange(N, dtype=np.int32) % n_classes
    images = np.random.default_rng(0).normal(60, 20, (N, size, size, 3)) + 60 * numbers[:, None, None, None]
    images = images.astype(np.float32)
    if poison:
        images[N // 2] = np.nan
    return tf.data.Dataset.from_tensor_slices((images, numbers)).batch(8)


def model(n_classes=2, seed=0):
    import keras

    from checkpoints.registry import build

    keras.utils.set_random_seed(seed)
    return build({"model": "small_cnn", "size": 16, "n_classes": n_classes})


def test_every_epoch_is_kept_and_read_back(tmp_path):
    trained = model()
    before = [np.array(value) for value in trained.get_weights()]
    seconds = train(trained, batches(), batches(), Options(epochs=3, seed=0), str(tmp_path))
    assert len(seconds) == 3
    series = find_series(str(tmp_path))
    assert series.epochs == [0, 1, 2, 3]
    assert series.history["epoch"].tolist() == [1, 2, 3]
    metrics = {"loss", "accuracy", "auc", "learning_rate", "val_loss", "val_accuracy", "val_auc"}
    assert metrics <= set(series.history.columns)
    for mine, yours in zip(before, load_model(series.checkpoints[0]).get_weights(), strict=True):
        np.testing.assert_array_equal(mine, yours)
    for mine, yours in zip(trained.get_weights(), load_model(series.checkpoints[-1]).get_weights(), strict=True):
        np.testing.assert_array_equal(mine, yours)


def test_recomputed_accuracy_is_the_logged_one(tmp_path):
    from checkpoints.anatomy import examine
    from checkpoints.probe import Probe

    train(model(), batches(), batches(), Options(epochs=2), str(tmp_path))
    series = find_series(str(tmp_path))
    last = load_model(series.checkpoints[-1])
    probe = Probe(last, examine(last))
    right = [
        (probe.model(images, training=False).numpy()[:, 0] > 0.5) == numbers.numpy() for images, numbers in batches()
    ]
    assert np.concatenate(right).mean() == pytest.approx(series.history["val_accuracy"].iloc[-1])


@pytest.mark.parametrize(("loss", "n_classes"), [("cross-entropy", 2), ("focal", 3)])
def test_it_learns(tmp_path, loss, n_classes):
    options = Options(epochs=8, loss=loss, learning_rate=0.01, schedule="cosine")
    train(model(n_classes), batches(n_classes), None, options, str(tmp_path))
    history = find_series(str(tmp_path)).history
    assert history["accuracy"].iloc[-1] > 0.9
    assert history["loss"].iloc[-1] < history["loss"].iloc[0]
    expected = [0.005 * (1 + math.cos(math.pi * epoch / 8)) for epoch in range(8)]
    assert history["learning_rate"].tolist() == pytest.approx(expected, rel=1e-4)


def test_the_same_seed_gives_the_same_run(tmp_path):
    weights = []
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        trained = model(seed=4)
        train(trained, batches(), None, Options(epochs=1, optimizer="sgd"), str(tmp_path / name))
        weights.append(trained.get_weights())
    for mine, yours in zip(*weights, strict=True):
        np.testing.assert_allclose(mine, yours, rtol=1e-5, atol=1e-7)


def test_nan_stops_before_a_checkpoint_is_written(tmp_path):
    with pytest.raises(CheckpointError, match=r"The loss became nan at step 2 of epoch 1.*--learning-rate"):
        train(model(), batches(poison=True), None, Options(epochs=2), str(tmp_path))
    assert find_series(str(tmp_path)).epochs == [0]


def test_batch_norm_momentum_and_optimizer_are_set():
    import keras

    trained = model()
    prepare(trained, Options(batch_norm_momentum=0.8, optimizer="sgd", learning_rate=0.2), steps=3)
    norms = [layer for layer in trained.layers if isinstance(layer, keras.layers.BatchNormalization)]
    assert len(norms) == 4
    assert {layer.momentum for layer in norms} == {0.8}
    assert isinstance(trained.optimizer, keras.optimizers.SGD)
    assert float(trained.optimizer.learning_rate) == pytest.approx(0.2)


def test_class_weights_change_the_loss(tmp_path):
    losses = []
    for name, weights in (("plain", None), ("weighted", (3.0, 3.0))):
        (tmp_path / name).mkdir()
        options = Options(epochs=1, optimizer="sgd", learning_rate=1e-9, class_weights=weights)
        train(model(), batches(), None, options, str(tmp_path / name))
        losses.append(find_series(str(tmp_path / name)).history["loss"].iloc[0])
    assert losses[1] == pytest.approx(3 * losses[0], rel=1e-3)


def test_balanced_weights_are_scikit_learns():
    from sklearn.utils.class_weight import compute_class_weight

    labels = np.array([0] * 7 + [1] * 2 + [2] * 3)
    expected = compute_class_weight("balanced", classes=np.arange(3), y=labels)
    np.testing.assert_allclose(balanced_weights([7, 2, 3]), expected)
    with pytest.raises(CheckpointError, match="Class number 1 has no samples"):
        balanced_weights([3, 0])
