"""Every explainer keeps the same promises."""

from __future__ import annotations

import gc
import json
import threading
import weakref

import numpy as np
import pytest

from analysis.contract import Unsupported
from analysis.explainers.registry import EXPLAINERS, explainer
from tests.analysis.explainers.conftest import ClosedForm, cnn, linear, probe_of, relative_error

pytestmark = [pytest.mark.tensorflow, pytest.mark.parametrize("name", list(EXPLAINERS))]

CLASSES = np.array([0, 1, 2, 0, 1, 2])
QUICK = {"grad_cam": {}, "integrated_gradients": {"most_nodes": 16}, "shap": {"evaluations": 60, "grid": 4}}


def maps_of(name, probe, images, classes):
    return EXPLAINERS[name].explain(probe, images, classes, **QUICK[name])


def test_constants(name):
    module = EXPLAINERS[name]
    assert module.TITLE and module.SOURCE and isinstance(module.SIGNED, bool)
    assert json.loads(json.dumps(dict(module.SETTINGS))) == dict(module.SETTINGS)


def test_shape_dtype_finite_and_not_empty(name, relu_probe, images):
    maps = maps_of(name, relu_probe, images, CLASSES)
    assert maps.dtype == np.float32 and maps.ndim == 3 and len(maps) == len(images)
    assert np.isfinite(maps).all()
    assert (maps.reshape(6, -1) != 0).any(axis=1).sum() >= 4
    assert (maps < 0).any() == EXPLAINERS[name].SIGNED


def test_defaults_are_the_settings(name, relu_probe, images):
    module = EXPLAINERS[name]
    found = module.explain(relu_probe, images[:1], CLASSES[:1])
    np.testing.assert_array_equal(found, module.explain(relu_probe, images[:1], CLASSES[:1], **module.SETTINGS))


def test_constant_model_gives_zeros(name, images):
    """A8: nothing to explain is zero everywhere, and no NaN."""
    model = cnn("relu")
    model.get_layer("head").kernel.assign(np.zeros((8, 3)))
    probe = probe_of(model)
    maps = maps_of(name, probe, images, CLASSES)
    assert np.isfinite(maps).all() and not maps.any()
    if hasattr(EXPLAINERS[name], "residual"):
        assert not EXPLAINERS[name].residual(probe, images, CLASSES, maps).any()


def test_bias_changes_nothing_and_scale_scales(name, images):
    """A7: logits + constant: same maps (1e-6); logits x 3: maps x 3 (1e-5)."""
    model = cnn("relu")
    probe = probe_of(model)
    before = maps_of(name, probe, images, CLASSES)
    head = model.get_layer("head")
    head.bias.assign(head.bias + np.array([1.0, -2.0, 0.5], np.float32))
    assert relative_error(maps_of(name, probe, images, CLASSES), before) < (1e-6 if name != "shap" else 1e-5)
    head.kernel.assign(3 * head.kernel)
    assert relative_error(maps_of(name, probe, images, CLASSES), 3 * before) < 1e-5


def test_batch_equals_one_by_one(name, relu_probe, images, monkeypatch):
    """A9: neither the company nor the size of the chunks matters (1e-5)."""
    together = maps_of(name, relu_probe, images, CLASSES)
    alone = np.concatenate([maps_of(name, relu_probe, images[i : i + 1], CLASSES[i : i + 1]) for i in range(6)])
    assert relative_error(alone, together) < 1e-5
    for module in ("grad_cam", "integrated_gradients", "completeness"):
        monkeypatch.setattr(f"analysis.explainers.{module}.batch_size", lambda size: 7)
    assert relative_error(maps_of(name, relu_probe, images, CLASSES), together) < 1e-5


def test_all_classes_of_a_picture_equal_each_alone(name, relu_probe, images):
    """The pipeline's case: every class of every picture, and in any order."""
    pictures, classes = images[:2].repeat(3, axis=0), np.array([0, 1, 2, 2, 0, 1])
    together = maps_of(name, relu_probe, pictures, classes)
    alone = [maps_of(name, relu_probe, pictures[i : i + 1], classes[i : i + 1])[0] for i in range(6)]
    assert relative_error(together, np.array(alone)) < 1e-5


def test_same_call_same_bits_and_numpy_state_untouched(name, relu_probe, images):
    """A10."""
    np.random.seed(7)
    before = np.random.get_state()[1].copy()
    first = maps_of(name, relu_probe, images, CLASSES)
    np.testing.assert_array_equal(np.random.get_state()[1], before)
    np.random.random(3)
    np.testing.assert_array_equal(maps_of(name, relu_probe, images, CLASSES), first)


def test_uint8_pictures_equal_float32(name):
    """P4, for models that take pixels as they are."""
    probe = probe_of(cnn("relu"))
    pixels = np.random.default_rng(2).integers(0, 256, (2, 16, 16, 3), dtype=np.uint8)
    found = maps_of(name, probe, pixels, CLASSES[:2])
    np.testing.assert_array_equal(found, maps_of(name, probe, pixels.astype(np.float32), CLASSES[:2]))


def test_nothing_is_traced_again(name, images):
    """P5: one trace for all pictures, classes, batch sizes and weight sets."""
    from analysis.explainers.compiled import _FUNCTIONS

    probe = probe_of(cnn("relu"))
    maps_of(name, probe, images[:2], CLASSES[:2])
    known, traces = dict(_FUNCTIONS[probe]), dict(probe.traces)
    for seed in (1, 2):
        probe.assign(cnn("relu", seed=seed))
        maps_of(name, probe, images[seed:], CLASSES[::-1][seed:])
    assert _FUNCTIONS[probe] == known
    assert probe.traces == traces


def test_other_weights_give_what_a_fresh_probe_gives(name, relu_probe, images):
    """P6."""
    probe = probe_of(cnn("relu", seed=5))
    before = maps_of(name, probe, images, CLASSES)
    probe.assign(relu_probe.model)
    after = maps_of(name, probe, images, CLASSES)
    assert relative_error(after, maps_of(name, relu_probe, images, CLASSES)) < 1e-6
    assert relative_error(after, before) > 0.1


@pytest.mark.parametrize("kind", ["sequential", "nested"])
def test_other_kinds_of_model(name, kind, relu_probe, images):
    """P3: the same weights in another kind of Keras model give the same maps."""
    probe = probe_of(cnn(kind))
    assert relative_error(maps_of(name, probe, images, CLASSES), maps_of(name, relu_probe, images, CLASSES)) < 1e-5


def test_subclassed_model(name, images):
    """P3: a model without a graph of layers."""
    import keras

    class Own(keras.Model):
        def __init__(self):
            super().__init__()
            self.first = keras.layers.Conv2D(6, 3, strides=2, padding="same", activation="relu")
            self.second = keras.layers.Conv2D(8, 3, padding="same", activation="relu")
            self.pool, self.top = keras.layers.GlobalAveragePooling2D(), keras.layers.Dense(3, "softmax")

        def call(self, inputs, training=False):
            return self.top(self.pool(self.second(self.first(inputs))))

    model, reference = Own(), cnn("relu")
    model(np.zeros((1, 16, 16, 3), np.float32))
    model.set_weights(reference.get_weights())
    expected = maps_of(name, probe_of(reference), images, CLASSES)
    assert relative_error(maps_of(name, probe_of(model), images, CLASSES), expected) < 1e-5


def test_one_sigmoid_unit_explains_both_classes(name, images):
    """The log odds of class 0 are minus those of class 1: signed maps mirror, none is empty for want of a logit."""
    maps = maps_of(name, probe_of(cnn("sigmoid")), images[:3].repeat(2, axis=0), np.array([0, 1] * 3))
    assert maps.any()
    if EXPLAINERS[name].SIGNED:
        assert relative_error(maps[0::2], -maps[1::2]) < 1e-5


def test_diverged_weights_give_no_numbers_and_no_crash(name, images):
    model = cnn("relu")
    model.get_layer("head").bias.assign([np.nan] * 3)
    model.get_layer("last_map").kernel.assign(np.full((3, 3, 6, 8), np.nan))
    probe = probe_of(cnn("relu"))
    probe.assign(model)
    maps = maps_of(name, probe, images, CLASSES)
    assert np.isnan(maps).all()
    if hasattr(EXPLAINERS[name], "residual"):
        assert np.isnan(EXPLAINERS[name].residual(probe, images, CLASSES, maps)).all()


def test_threads_give_the_same(name, images):
    """P1: four threads on one probe, from the first trace on."""
    probe, reference = probe_of(cnn("relu")), maps_of(name, probe_of(cnn("relu")), images, CLASSES)
    found: dict[int, np.ndarray] = {}

    def work(index: int) -> None:
        found[index] = maps_of(name, probe, images, CLASSES)

    threads = [threading.Thread(target=work, args=(index,)) for index in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 4 and all(relative_error(maps, reference) < 1e-6 for maps in found.values())


def test_training_goes_on_afterwards(name, images):
    """P2: a gradient, a fit step and a second explanation, after the method and after one that raised."""
    import tensorflow as tf
    from tensorflow.python.eager import execute

    hook = execute.record_gradient
    model = cnn("relu")
    probe = probe_of(model)
    expected = maps_of(name, probe, images, CLASSES)
    with pytest.raises(Unsupported):
        EXPLAINERS[name].explain(ClosedForm(broken_logits), images, CLASSES)
    assert execute.record_gradient is hook
    assert relative_error(maps_of(name, probe, images, CLASSES), expected) < 1e-6
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(model(images))
    assert all(gradient is not None for gradient in tape.gradient(loss, model.trainable_variables))
    model.compile("sgd", "sparse_categorical_crossentropy")
    model.fit(images, CLASSES, epochs=1, verbose=0)


def broken_logits(inputs):
    raise Unsupported("This model answers nobody.")


def test_probe_is_let_go(name, images):
    """The compiled functions live no longer than the probe."""
    probe = probe_of(cnn("relu"))
    maps_of(name, probe, images[:1], CLASSES[:1])
    watched = weakref.ref(probe)
    del probe
    gc.collect()
    assert watched() is None


def test_reasons_are_words(name):
    """What cannot be served says so in a sentence; what can is finite."""
    probe = linear(np.ones((4, 4, 3)))
    pictures = np.ones((1, 4, 4, 3), np.float32)
    try:
        found = EXPLAINERS[name].explain(probe, pictures, np.array([0]))
    except Unsupported as reason:
        assert len(str(reason)) > 40 and str(reason).endswith(".")
    else:
        assert np.isfinite(found).all()


def test_unknown_names_are_answered_with_the_known(name):
    assert explainer(name) is EXPLAINERS[name]
    with pytest.raises(Unsupported, match=f"no explainer 'deep'.*{name}"):
        explainer("deep")
