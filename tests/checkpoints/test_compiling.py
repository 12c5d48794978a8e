import numpy as np
import pytest

from checkpoints.options import Options
from tests.checkpoints.small_feed import network

pytestmark = pytest.mark.tensorflow


def test_what_is_trained_shares_the_weights_and_leaves_the_network_uncompiled():
    from checkpoints.compiling import compile_model, trainable

    plain = network()
    trained = trainable(plain, (), 0)
    compile_model(trained, Options(optimizer="sgd", learning_rate=0.2), 10)
    assert [id(weight) for weight in trained.weights] == [id(weight) for weight in plain.weights]
    assert trained.optimizer is not None
    assert getattr(plain, "optimizer", None) is None
    assert float(trained.optimizer.learning_rate) == pytest.approx(0.2)
    assert {metric.name for metric in trained.metrics} >= {"loss"}


def test_two_inputs_stay_two():
    import keras

    from checkpoints.compiling import trainable

    picture, metadata = keras.Input((4, 4, 3), name="picture"), keras.Input((2,), name="metadata")
    joined = keras.layers.Concatenate()([keras.layers.GlobalAveragePooling2D()(picture), metadata])
    plain = keras.Model([picture, metadata], keras.layers.Dense(3, activation="softmax")(joined))
    trained = trainable(plain, (), 0)
    images, numbers = np.ones((2, 4, 4, 3), np.float32), np.ones((2, 2), np.float32)
    np.testing.assert_array_equal(trained((images, numbers)), plain((images, numbers)))
    assert [tensor.name for tensor in trained.inputs] == ["picture", "metadata"]


def test_batch_normalization_follows_quickly_wherever_it_is():
    import keras

    from checkpoints.compiling import follow_quickly

    picture = keras.Input((16, 16, 3))
    nested = keras.Model(picture, network()(picture))
    follow_quickly(nested, 0.8)
    assert nested.layers[-1].get_layer("norm").momentum == 0.8


@pytest.mark.parametrize("loss", ["cross-entropy", "focal"])
def test_the_loss_is_taken_from_the_logits(loss):
    """However sure the network is, a wrong answer has a slope: also behind the model that holds the augmentation."""
    import tensorflow as tf

    from checkpoints.augmentation import parse
    from checkpoints.compiling import compile_model, trainable

    for n_classes in (2, 3):
        plain = network(n_classes)
        plain.get_layer("scores").bias.assign([200.0] if n_classes == 2 else [200.0, 0.0, 0.0])
        for transforms in ((), parse(["flips"])):
            trained = trainable(plain, transforms, 0)
            compile_model(trained, Options(loss=loss), 10)
            images = np.random.default_rng(0).uniform(0, 255, (4, 16, 16, 3)).astype(np.float32)
            wrong = np.zeros(4, np.int32) if n_classes == 2 else np.ones(4, np.int32)

            @tf.function
            def slope(trained=trained, images=images, wrong=wrong):
                with tf.GradientTape() as tape:
                    value = trained.compute_loss(images, wrong, trained(images, training=True))
                return value, tape.gradient(value, trained.trainable_weights[-1])

            value, gradient = slope()
            assert 190 < float(value) < 210
            assert np.abs(gradient).max() == pytest.approx(1, abs=0.1)


def test_xla_is_for_one_device(monkeypatch):
    from checkpoints import compiling
    from checkpoints.contract import CheckpointError

    assert compiling.jit_of(Options()) == "auto"
    assert [compiling.jit_of(Options(jit=choice)) for choice in (True, False)] == [True, False]
    monkeypatch.setattr(compiling, "needs_whole_batches", lambda: True)
    assert compiling.jit_of(Options()) == "auto"
    with pytest.raises(CheckpointError, match="--jit goes with one device"):
        compiling.jit_of(Options(jit=True))
