"""Scores with batch statistics, against Keras' own training mode."""

import numpy as np
import pytest

pytestmark = pytest.mark.tensorflow
COUNT = 12


@pytest.fixture
def images() -> np.ndarray:
    return np.random.default_rng(0).integers(0, 256, (COUNT, 8, 8, 3), dtype=np.uint8)


def classifier(dropout: float = 0.0, *, nested: bool = False):
    import keras

    keras.utils.set_random_seed(1)
    layers = keras.layers
    inputs = keras.Input((8, 8, 3))
    x = layers.Rescaling(1 / 255)(inputs)
    x = layers.Conv2D(4, 3, name="first")(x)
    x = layers.BatchNormalization(momentum=0.99, scale=False)(x)
    x = layers.ReLU()(x)
    body = keras.Sequential([layers.Conv2D(6, 3, use_bias=False), layers.BatchNormalization(epsilon=0.01)], name="body")
    for layer in [body] if nested else body.layers:
        x = layer(x)
    x = layers.GlobalAveragePooling2D()(x)
    x = layers.Dropout(dropout)(x) if dropout else x
    model = keras.Model(inputs, layers.Dense(3, activation="softmax")(x))
    random = np.random.default_rng(2)
    model.set_weights([random.normal(0.3, 0.4, weight.shape) ** 2 for weight in model.get_weights()])
    return model


def asked(model):
    from analysis.health.batch_statistics import BatchStatistics
    from checkpoints.anatomy import examine
    from checkpoints.probe import Probe

    return BatchStatistics(Probe(model, examine(model)))


@pytest.mark.parametrize("nested", [False, True])
def test_scores_are_those_of_training_mode_without_dropout(images, nested):
    statistics = asked(classifier(dropout=0.5, nested=nested))
    before = [weight.copy() for weight in statistics.probe.model.get_weights()]
    assert len(statistics.layers) == 2
    found = statistics.scores(images, np.ones(2, bool))
    expected = np.asarray(classifier(nested=nested)(images.astype("float32"), training=True))
    np.testing.assert_allclose(found, expected, atol=1e-5)
    for weight, was in zip(statistics.probe.model.get_weights(), before, strict=True):
        np.testing.assert_array_equal(weight, was)  # no moving statistic has moved


def test_layers_that_do_not_follow_use_what_is_stored(images):
    model = classifier()
    statistics = asked(model)
    plain = model.predict(images, verbose=0)
    np.testing.assert_allclose(statistics.scores(images, np.zeros(2, bool)), plain, atol=1e-5)
    half = statistics.scores(images, np.array([True, False]))
    list(statistics.layers.values())[1].trainable = False  # Keras: frozen, it uses what is stored in training too
    np.testing.assert_allclose(half, np.asarray(model(images.astype("float32"), training=True)), atol=1e-5)


def test_another_epochs_weights_need_no_new_trace(images):
    model = classifier()
    statistics = asked(model)
    first = statistics.scores(images, np.ones(2, bool))
    traced = dict(statistics.probe.traces)
    model.set_weights([weight * 0.5 for weight in model.get_weights()])
    assert np.abs(statistics.scores(images[:5], np.ones(2, bool)) - first[:5]).max() > 1e-3
    assert statistics.probe.traces == traced


def test_what_is_stored():
    statistics = asked(classifier())
    means, variances = statistics.stored()[0]
    layer = next(iter(statistics.layers.values()))
    np.testing.assert_array_equal(means, layer.moving_mean)
    np.testing.assert_array_equal(variances, layer.moving_variance)


def test_a_model_without_such_layers_has_none(tmp_path):
    import keras

    layers = [keras.Input((8, 8, 3)), keras.layers.Conv2D(4, 3), keras.layers.Flatten(), keras.layers.Dense(3)]
    assert asked(keras.Sequential(layers)).layers == {}
