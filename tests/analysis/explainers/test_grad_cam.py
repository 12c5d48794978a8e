"""Grad-CAM against its closed form and against the paper written out."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.contract import Unsupported
from analysis.explainers import grad_cam
from tests.analysis.explainers.conftest import cnn, probe_of, relative_error

pytestmark = pytest.mark.tensorflow


def test_pooled_head_has_a_closed_form(relu_probe, images):
    """A11: with global average pooling and a dense head it is relu(A W) / (h w), within 1e-5."""
    features = relu_probe.features(images).numpy()
    kernel = relu_probe.model.get_layer("head").kernel.numpy()
    expected = np.maximum(features @ kernel, 0) / (features.shape[1] * features.shape[2])
    for index in range(3):
        found = grad_cam.explain(relu_probe, images, np.full(6, index))
        assert found.shape == (6, 8, 8)
        assert relative_error(found, expected[..., index]) < 1e-5


def test_flattened_head_is_equations_1_and_2(images):
    """A head that is not pooled: gradients of the logit by Keras layers, one picture and class at a time."""
    import keras
    import tensorflow as tf

    keras.utils.set_random_seed(3)
    inputs = keras.Input((16, 16, 3))
    features = keras.layers.Conv2D(4, 3, strides=4, activation="tanh", name="map")(inputs)
    hidden = keras.layers.Dense(10, "tanh")(keras.layers.Flatten()(features))
    model = keras.Model(inputs, keras.layers.Dense(3, name="logits")(hidden))
    front, back = keras.Model(inputs, features), model.layers[2:]
    classes = np.array([0, 1, 2, 2, 1, 0])
    found = grad_cam.explain(probe_of(model), images, classes)
    for row, index in enumerate(classes):
        with tf.GradientTape() as tape:
            value = front(images[row : row + 1])
            tape.watch(value)
            logits = value
            for layer in back:
                logits = layer(logits)
            target = logits[0, index]
        gradient = tape.gradient(target, value)[0].numpy()
        expected = np.maximum((gradient.mean(axis=(0, 1)) * value[0].numpy()).sum(axis=-1), 0)
        np.testing.assert_allclose(found[row], expected, rtol=1e-4, atol=1e-7)


def test_negative_evidence_is_left_out(relu_probe, images):
    assert (grad_cam.explain(relu_probe, images, np.array([0, 1, 2, 0, 1, 2])) >= 0).all()


def test_model_without_a_map_is_told_why(images):
    with pytest.raises(Unsupported, match=r"needs a layer with a map .* --map-layer"):
        grad_cam.explain(probe_of(cnn("dense")), images, np.zeros(6, int))


def test_map_that_the_logits_do_not_see_is_told_why(images):
    """A map layer on a side branch, chosen by hand."""
    import keras

    from checkpoints.anatomy import examine
    from checkpoints.probe import Probe

    inputs = keras.Input((16, 16, 3))
    side = keras.layers.Conv2D(2, 3, name="side")(inputs)
    hidden = keras.layers.GlobalAveragePooling2D()(keras.layers.Conv2D(4, 3, name="main")(inputs))
    blind = keras.layers.Lambda(lambda pair: pair[0], output_shape=(4,))([hidden, side])
    model = keras.Model(inputs, keras.layers.Dense(3, "softmax")(blind))
    probe = Probe(model, examine(model, map_layer="side"))
    with pytest.raises(Unsupported, match="do not depend on side"):
        grad_cam.explain(probe, images, np.zeros(6, int))
