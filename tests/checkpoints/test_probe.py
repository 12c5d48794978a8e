import threading

import numpy as np
import pytest

from checkpoints.anatomy import examine
from checkpoints.contract import CheckpointError
from checkpoints.probe import Probe
from checkpoints.reading import load_model
from tests.checkpoints.zoo import KINDS, with_metadata

pytestmark = pytest.mark.tensorflow

IMAGES = np.random.default_rng(3).integers(0, 256, (9, 16, 16, 3), dtype=np.uint8)
METADATA = np.random.default_rng(4).standard_normal((9, 2)).astype(np.float32)


def build(kind="functional", seed=0):
    import keras

    keras.utils.set_random_seed(seed)
    model = KINDS[kind]()
    for weight in model.weights:  # statistics and offsets that are not all zero and one
        weight.assign(weight + 0.1 * keras.random.uniform(weight.shape, seed=seed))
    return model


@pytest.fixture(params=KINDS)
def probe(request):
    model = build(request.param)
    return Probe(model, examine(model))


def test_scores_are_what_the_model_predicts(probe):
    embeddings, logits, scores = probe.read(IMAGES)
    np.testing.assert_allclose(scores, probe.model.predict(probe.prepare(IMAGES), verbose=0), atol=1e-5)
    assert (embeddings.shape, logits.shape, scores.shape) == ((9, 6), (9, 4), (9, 4))
    assert {embeddings.dtype, logits.dtype, scores.dtype} == {np.dtype("float32")}
    by_hand = np.exp(logits) / np.exp(logits).sum(1, keepdims=True)
    np.testing.assert_allclose(by_hand, scores, atol=1e-6)


def test_the_embedding_is_what_the_head_multiplies(probe):
    embeddings, logits, _ = probe.read(IMAGES)
    kernel, bias = (np.asarray(value) for value in _head(probe).get_weights())
    np.testing.assert_allclose(embeddings @ kernel.reshape(6, 4) + bias, logits, atol=1e-5)


def test_gradients_flow_from_logits_to_features_and_pixels(probe):
    import tensorflow as tf

    inputs = tf.constant(probe.prepare(IMAGES))
    with tf.GradientTape(persistent=True) as tape:
        tape.watch(inputs)
        features, logits = probe.features_and_logits(inputs)
        target = logits[:, 1]
        direct = probe.logits(inputs)[:, 1]
    gradient = tape.gradient(target, features)
    np.testing.assert_allclose(target, direct, atol=1e-5)
    kernel = np.asarray(_head(probe).get_weights()[0]).reshape(6, 4)
    pixels = features.shape[1] * features.shape[2]
    expected = np.broadcast_to(kernel[:, 1] / pixels, features.shape)
    np.testing.assert_allclose(gradient, expected, atol=1e-6)  # an average and a dense layer: a closed form
    np.testing.assert_allclose(tape.gradient(target, inputs), tape.gradient(direct, inputs), atol=1e-6)


def test_grad_cam_of_an_average_and_a_dense_layer_has_a_closed_form():
    import tensorflow as tf

    model = build()
    probe = Probe(model, examine(model))
    inputs = tf.constant(probe.prepare(IMAGES))
    with tf.GradientTape() as tape:
        tape.watch(inputs)
        features, logits = probe.features_and_logits(inputs)
        target = logits[:, 2]
    weights = tf.reduce_mean(tape.gradient(target, features), axis=(1, 2), keepdims=True)
    cam = tf.nn.relu(tf.reduce_sum(weights * features, axis=-1)).numpy()
    kernel = model.get_layer("head").get_weights()[0]
    pixels = features.shape[1] * features.shape[2]
    np.testing.assert_allclose(cam, np.maximum(features.numpy() @ kernel[:, 2], 0) / pixels, atol=1e-5)


def test_another_epoch_gives_what_a_fresh_model_gives_and_traces_nothing(tmp_path):
    first, second = build(seed=1), build(seed=2)
    first.save(tmp_path / "epoch_1.keras")
    second.save(tmp_path / "epoch_2.keras")
    model = load_model(str(tmp_path / "epoch_1.keras"))
    probe = Probe(model, examine(model))
    for epoch in (1, 2, 1, 2):
        probe.assign(str(tmp_path / f"epoch_{epoch}.keras"))
        fresh = load_model(str(tmp_path / f"epoch_{epoch}.keras"))
        for batch in (9, 4, 1):
            _, _, scores = probe.read(IMAGES[:batch])
            np.testing.assert_allclose(scores, fresh.predict(probe.prepare(IMAGES[:batch]), verbose=0), atol=1e-5)
    probe.assign(first)
    np.testing.assert_allclose(probe.read(IMAGES)[2], first.predict(probe.prepare(IMAGES), verbose=0), atol=1e-5)
    assert probe.traces == {"read": 1}


def test_another_architecture_names_file_and_layer(tmp_path, small_model):
    model = small_model(units=3)
    small_model(units=4).save(tmp_path / "epoch_2.keras")
    probe = Probe(model, examine(model))
    with pytest.raises(CheckpointError, match=r"epoch_2\.keras is another model, it differs from the layer head on"):
        probe.assign(str(tmp_path / "epoch_2.keras"))


def test_same_shapes_but_another_scaling_is_another_model(tmp_path, small_model):
    import keras

    model = small_model()
    other = keras.Sequential([keras.Input((8, 8, 3)), keras.layers.Rescaling(1 / 127.5, name="r"), *model.layers[1:]])
    other.save(tmp_path / "epoch_2.keras")
    with pytest.raises(CheckpointError, match="differs from the layer r on"):
        Probe(model, examine(model)).assign(str(tmp_path / "epoch_2.keras"))


def test_keras_2_epochs_switch_too(keras_2):
    expected = np.load(keras_2 / "expected.npz")
    model = load_model(str(keras_2 / "epoch_02.h5"))
    probe = Probe(model, examine(model))
    for weight in model.weights:
        weight.assign(weight * 0)
    for name in ("epoch_02.h5", "epoch_02.keras"):
        probe.assign(str(keras_2 / name))
        np.testing.assert_allclose(model.predict(expected["images"], verbose=0), expected["scores"], atol=1e-6)


@pytest.mark.parametrize(("activation", "units"), [("sigmoid", 1), (None, 1), (None, 3), ("softmax", 3)])
def test_heads(activation, units):
    import keras

    head = [keras.layers.Flatten(), keras.layers.Dense(units, activation)]
    model = keras.Sequential([keras.Input((8, 8, 3)), keras.layers.Rescaling(1 / 255), *head])
    probe = Probe(model, examine(model))
    _, logits, scores = probe.read(IMAGES[:, :8, :8])
    output = model.predict(probe.prepare(IMAGES[:, :8, :8]), verbose=0)
    if units == 1:
        z = np.log(output / (1 - output)) if activation else output
        np.testing.assert_allclose(logits, np.concatenate([np.zeros_like(z), z], 1), atol=1e-4)
        np.testing.assert_allclose(scores[:, 1:], 1 / (1 + np.exp(-z)), atol=1e-6)
    elif activation is None:
        np.testing.assert_allclose(logits, output, atol=1e-6)
    np.testing.assert_allclose(scores.sum(axis=1), 1, atol=1e-6)


def test_probabilities_without_visible_logits_give_their_logarithm():
    import keras

    picture = keras.Input((8, 8, 3))
    scores = keras.ops.exp(keras.layers.Dense(3)(keras.layers.Flatten()(picture / 255)))
    model = keras.Model(picture, keras.ops.divide(1 + scores, keras.ops.sum(1 + scores, axis=1, keepdims=True)))
    probe = Probe(model, examine(model))
    _, logits, scores = probe.read(IMAGES[:, :8, :8])
    expected = model.predict(probe.prepare(IMAGES[:, :8, :8]), verbose=0)
    np.testing.assert_allclose(logits, np.log(expected), atol=1e-5)
    np.testing.assert_allclose(scores, expected, atol=1e-6)


def test_preprocessing_is_the_same_inside_and_outside(small_model):
    model = small_model(size=16)
    probe = Probe(model, examine(model), "symmetric")
    assert probe.prepare(IMAGES).min() >= -1
    expected = model.predict(IMAGES / np.float32(127.5) - 1, verbose=0)
    np.testing.assert_allclose(probe.read(IMAGES)[2], expected, atol=1e-6)


def test_no_map():
    import keras

    model = keras.Sequential([keras.Input((8, 8, 3)), keras.layers.Flatten(), keras.layers.Dense(2)])
    with pytest.raises(CheckpointError, match="no layer with a map"):
        Probe(model, examine(model)).features(IMAGES[:, :8, :8].astype("float32"))


def test_four_threads(probe):
    import tensorflow as tf

    inputs = tf.constant(probe.prepare(IMAGES))

    def explain():
        with tf.GradientTape() as tape:
            tape.watch(inputs)
            features, logits = probe.features_and_logits(inputs)
            target = logits[:, 0]
        return [*probe.read(IMAGES), tape.gradient(target, features).numpy()]

    found: list = []
    threads = [threading.Thread(target=lambda: found.append(explain())) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 4
    for result in found:
        for mine, alone in zip(result, explain(), strict=True):
            np.testing.assert_allclose(mine, alone, atol=1e-6)
    assert set(probe.traces.values()) == {1}


@pytest.fixture
def joined():
    """A probe of a model that takes metadata beside the picture."""
    import keras

    keras.utils.set_random_seed(0)
    model = with_metadata()
    return Probe(model, examine(model))


def test_pictures_are_read_with_their_own_metadata(joined):
    embeddings, _, scores = joined.read(IMAGES, METADATA)
    expected = joined.model.predict([joined.prepare(IMAGES), METADATA], verbose=0)
    np.testing.assert_allclose(scores, expected, atol=1e-5)
    assert embeddings.shape == (9, 6)
    with pytest.raises(CheckpointError, match="takes 2 numbers of metadata beside each picture"):
        joined.read(IMAGES)


def test_held_metadata_go_with_every_picture(joined):
    import tensorflow as tf

    inputs = tf.constant(joined.prepare(IMAGES))
    for row in (3, 5, 3):
        _, expected, _ = joined.read(IMAGES, np.repeat(METADATA[row : row + 1], 9, axis=0))
        with joined.holding(METADATA[row]):
            features, logits = joined.features_and_logits(inputs)
            np.testing.assert_allclose(joined.logits(inputs), expected, atol=1e-5)
            np.testing.assert_allclose(logits, expected, atol=1e-5)
            np.testing.assert_allclose(joined.read(IMAGES)[1], expected, atol=1e-5)
        assert features.shape[0] == 9
    assert np.isnan(joined.logits(inputs)).all()
    assert joined.traces == {"read": 2, "logits": 1, "features": 1, "logits_of_features": 1}


def _head(probe):
    return next(layer for layer in probe.model.layers if layer.name == "head")
