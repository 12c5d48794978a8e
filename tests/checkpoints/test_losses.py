import numpy as np
import pytest

from checkpoints.contract import CheckpointError

pytestmark = pytest.mark.tensorflow

LOGITS = np.random.default_rng(0).normal(0, 4, (20, 3)).astype(np.float32)
NUMBERS = np.random.default_rng(1).integers(0, 3, 20)


def probabilities(units):
    import keras

    return keras.ops.sigmoid(LOGITS[:, :1]) if units == 1 else keras.ops.softmax(LOGITS)


def of_true_class(units):
    if units == 1:
        p = 1 / (1 + np.exp(-LOGITS[:, 0].astype(float)))
        return np.where(NUMBERS > 0, p, 1 - p)
    p = np.exp(LOGITS.astype(float))
    return (p / p.sum(1, keepdims=True))[np.arange(20), NUMBERS]


@pytest.mark.parametrize("units", [1, 3])
@pytest.mark.parametrize("gamma", [0.0, 0.5, 1.0, 2.0, 5.0])
def test_focal_loss_has_its_closed_form(units, gamma):
    from checkpoints.losses import focal

    labels = np.minimum(NUMBERS, 1) if units == 1 else NUMBERS
    p = of_true_class(units)
    alpha = [0.25] if units == 1 else [0.2, 0.3, 0.5]
    weight = np.array([0.75, 0.25] if units == 1 else alpha)[labels]
    plain = focal(units, gamma, None)(labels, probabilities(units))
    weighted = focal(units, gamma, alpha)(labels, probabilities(units))
    assert float(plain) == pytest.approx(np.mean(-((1 - p) ** gamma) * np.log(p)), rel=1e-4)
    assert float(weighted) == pytest.approx(np.mean(-weight * (1 - p) ** gamma * np.log(p)), rel=1e-4)


@pytest.mark.parametrize("units", [1, 3])
def test_gamma_zero_is_the_cross_entropy(units):
    from checkpoints.losses import cross_entropy, focal

    labels = np.minimum(NUMBERS, 1) if units == 1 else NUMBERS
    expected = cross_entropy(units)(labels.reshape(-1, 1), probabilities(units))
    assert float(focal(units, 0, None)(labels, probabilities(units))) == float(expected)


@pytest.mark.parametrize("units", [1, 3])
@pytest.mark.parametrize("gamma", [0.5, 2.0])
def test_extreme_logits_give_finite_loss_and_slope(units, gamma):
    import keras
    import tensorflow as tf

    from checkpoints.losses import focal

    extreme = [[120.0], [-120.0]] if units == 1 else [[120.0, 0, -120], [120.0, 0, -120]]
    logits = tf.Variable(extreme, dtype="float32")
    labels = np.array([1, 1]) if units == 1 else np.array([0, 2])

    @tf.function
    def slope():
        with tf.GradientTape() as tape:
            scores = keras.ops.sigmoid(logits) if units == 1 else keras.ops.softmax(logits)
            loss = focal(units, gamma, None)(labels, scores)
        return loss, tape.gradient(loss, logits)

    loss, gradient = slope()
    assert float(loss) == pytest.approx(60 if units == 1 else 120, rel=1e-3)
    assert np.isfinite(gradient).all()
    assert np.abs(gradient[1]).max() > 0.4  # the sample that is wrong is learned from, however sure the model is


@pytest.mark.parametrize("units", [1, 3])
@pytest.mark.parametrize("number", [0, 1])
def test_a_batch_of_one_class_is_nothing_special(units, number):
    """Its loss is the mean of its samples' own, its slope finite: as in any batch."""
    import keras
    import tensorflow as tf

    from checkpoints.losses import focal

    logits = tf.Variable(LOGITS[:, :1] if units == 1 else LOGITS)
    loss_of_batch = focal(units, 2.0, [0.25] if units == 1 else [0.2, 0.3, 0.5])
    numbers = np.full(20, number)
    with tf.GradientTape() as tape:
        scores = keras.ops.sigmoid(logits) if units == 1 else keras.ops.softmax(logits)
        loss = loss_of_batch(numbers, scores)
    alone = [float(loss_of_batch(numbers[:1], scores[row : row + 1])) for row in range(20)]
    assert float(loss) == pytest.approx(np.mean(alone), rel=1e-5)
    assert np.isfinite(tape.gradient(loss, logits)).all()


@pytest.mark.parametrize("units", [1, 3])
def test_label_smoothing_has_its_closed_form(units):
    from checkpoints.losses import cross_entropy

    labels = np.minimum(NUMBERS, 1) if units == 1 else NUMBERS
    scores = np.asarray(probabilities(units)).astype(float)
    scores = np.concatenate([1 - scores, scores], 1) if units == 1 else scores
    classes = scores.shape[1]
    target = np.eye(classes)[labels] * 0.8 + 0.2 / classes
    expected = -np.mean(np.sum(target * np.log(scores), axis=1))
    assert float(cross_entropy(units, 0.2)(labels, probabilities(units))) == pytest.approx(expected, rel=1e-4)


def test_the_loss_that_was_asked_for():
    import keras

    from checkpoints.losses import Focal, Smoothed, loss_of
    from checkpoints.options import Options

    assert isinstance(loss_of(Options(loss="focal"), 3), Focal)
    assert isinstance(loss_of(Options(label_smoothing=0.1), 3), Smoothed)
    assert loss_of(Options(label_smoothing=0.1), 1).label_smoothing == 0.1
    assert isinstance(loss_of(Options(), 3), keras.losses.SparseCategoricalCrossentropy)


def test_it_is_saved_with_the_model(small_model, tmp_path):
    import keras

    from checkpoints.losses import Focal, focal

    model = small_model()
    model.compile("sgd", focal(3, 1.5, [1, 2, 3]))
    model.save(tmp_path / "m.keras")
    loss = keras.models.load_model(tmp_path / "m.keras").loss
    assert isinstance(loss, Focal)
    assert (loss.gamma, loss.alpha) == (1.5, [1.0, 2.0, 3.0])


def test_bad_settings():
    from checkpoints.losses import focal

    with pytest.raises(CheckpointError, match=r"one weight per class, 3 of them\. Found: 1"):
        focal(3, 2, [0.25])
    with pytest.raises(CheckpointError, match="or the positive class's alone"):
        focal(1, 2, [0.1, 0.2, 0.3])
    with pytest.raises(CheckpointError, match="--focal-gamma"):
        focal(3, -1, None)
