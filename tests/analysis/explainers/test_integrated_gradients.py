"""Integrated Gradients against integrals known in closed form."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.contract import Unsupported
from analysis.explainers import integrated_gradients as ig
from tests.analysis.explainers.conftest import cnn, linear, power, probe_of, relative_error

pytestmark = pytest.mark.tensorflow


@pytest.fixture
def pictures() -> np.ndarray:
    """(3, 16, 16, 3) float32 in [0.1, 1]."""
    return np.random.default_rng(0).uniform(0.1, 1, (3, 16, 16, 3)).astype(np.float32)


@pytest.mark.parametrize("rule", ["gauss", "midpoint"])
@pytest.mark.parametrize("nodes", [1, 5, 16])
@pytest.mark.parametrize("baseline", ["mean", "black"])
def test_linear_is_exact(pictures, rule, nodes, baseline):
    """A1: w (x - b) for any rule and number of nodes, within 1e-5."""
    weights = np.random.default_rng(1).normal(size=(16, 16, 3))
    without = 0.0 if baseline == "black" else pictures.mean(axis=(1, 2), keepdims=True)
    found = ig.explain(linear(weights), pictures, np.array([0, 0, 1]), rule=rule, most_nodes=nodes, baseline=baseline)
    expected = (weights * (pictures - without)).sum(axis=-1) * np.array([1, 1, -1])[:, None, None]
    assert found.shape == (3, 16, 16)
    assert relative_error(found, expected) < 1e-5


def test_gauss_is_exact_for_polynomials(pictures):
    """A4: x² needs one node, x⁵ three, and two must not do."""
    classes = np.array([0, 1, 0])
    scale = np.array([1, 2, 1])[:, None, None]
    options = {"rule": "gauss", "baseline": "black", "tolerance": 0.0}
    square = ig.explain(power(2), pictures, classes, most_nodes=1, **options)
    assert relative_error(square, (pictures**2).sum(axis=-1) * scale) < 1e-5
    truth = (pictures**5).sum(axis=-1) * scale
    assert relative_error(ig.explain(power(5), pictures, classes, most_nodes=3, **options), truth) < 1e-5
    assert relative_error(ig.explain(power(5), pictures, classes, most_nodes=2, **options), truth) > 1e-2


def test_unseen_pixels_get_exactly_nothing(pictures):
    """A6."""
    weights = np.zeros((16, 16, 3))
    weights[:, :8] = 1.0
    found = ig.explain(linear(weights), pictures, np.zeros(3, int))
    assert not found[:, :, 8:].any() and found[:, :, :8].all()


@pytest.mark.parametrize(("rule", "sizes"), [("midpoint", [16, 48, 144]), ("gauss", [24, 48, 96])])
def test_refinements_are_the_rules(rule, sizes):
    """Each refinement, with what it keeps of the one before, integrates like the whole rule."""
    estimate = 0.0
    for (nodes, kept), size in zip(ig._refinements(rule, 144), sizes, strict=True):
        estimate = kept * estimate + (np.exp(3 * nodes[:, 0]) * nodes[:, 1]).sum()
        places = (np.arange(size) + 0.5) / size
        whole = np.exp(3 * places).mean() if rule == "midpoint" else (np.exp(3) - 1) / 3
        assert estimate == pytest.approx(whole, rel=1e-12)
        assert len(nodes) == (size if not kept else size * 2 // 3)


def test_refines_only_as_far_as_needed(smooth_probe, relu_probe, images, monkeypatch):
    """A smooth network is done at the first Gauss rule; a tolerance of nothing takes every refinement."""
    counts = []
    original = ig._attributions
    monkeypatch.setattr(ig, "_attributions", lambda *given: counts.append(len(given[-1])) or original(*given))
    ig.explain(smooth_probe, images[:1], np.array([0]))
    assert counts == [24]
    counts.clear()
    ig.explain(relu_probe, images[:1], np.array([0]), tolerance=0.0, most_nodes=150)
    assert counts == [16, 32, 96]


def test_completeness(smooth_probe, relu_probe, images):
    """A12: smooth network, Gauss 24: at most 0.1 %; ReLU network, 48 midpoints: median at most 2 %."""
    classes = np.array([0, 1, 2, 0, 1, 2])
    smooth = ig.explain(smooth_probe, images, classes)
    assert ig.residual(smooth_probe, images, classes, smooth).max() < 1e-3
    kinked = ig.explain(relu_probe, images, classes, tolerance=0.0)
    gaps = ig.residual(relu_probe, images, classes, kinked)
    assert gaps.dtype == np.float32 and gaps.shape == (6,)
    assert np.median(gaps) < 0.02


def test_residual_is_the_sum_written_out(relu_probe, images):
    maps = ig.explain(relu_probe, images, np.ones(6, int), most_nodes=2)
    without = np.broadcast_to(images.mean(axis=(1, 2), keepdims=True), images.shape)
    there, bare = relu_probe.logits(images).numpy(), relu_probe.logits(without.copy()).numpy()
    both = np.concatenate([there, bare], axis=1)
    expected = np.abs(maps.sum(axis=(1, 2)) - (there - bare)[:, 1]) / (both.max(axis=1) - both.min(axis=1))
    np.testing.assert_allclose(ig.residual(relu_probe, images, np.ones(6, int), maps), expected, atol=1e-5)


def test_rule_follows_the_network(relu_probe, smooth_probe):
    assert ig._rule(relu_probe, "auto") == "midpoint"
    assert ig._rule(smooth_probe, "auto") == "gauss"
    assert ig._rule(probe_of(cnn("nested")), "auto") == "midpoint"


def test_pixel_normalization_is_no_kink():
    """EfficientNet begins with a Normalization layer, which takes a maximum of its own constants."""
    import keras

    inputs = keras.Input((16, 16, 3))
    scaled = keras.layers.Normalization(mean=[1.0, 2.0, 3.0], variance=[1.0, 1.0, 4.0])(inputs)
    pooled = keras.layers.GlobalAveragePooling2D()(keras.layers.Conv2D(4, 3, activation="silu")(scaled))
    assert ig._rule(probe_of(keras.Model(inputs, keras.layers.Dense(3, "softmax")(pooled))), "auto") == "gauss"


@pytest.mark.parametrize(("options", "words"), [({"rule": "simpson"}, "gauss"), ({"baseline": "noise"}, "mean")])
def test_unknown_options_are_answered_with_the_known(relu_probe, images, options, words):
    with pytest.raises(Unsupported, match=f"Choose one of.*{words}"):
        ig.explain(relu_probe, images[:1], np.array([0]), **options)


def test_model_without_gradient_is_told_why(pictures):
    import tensorflow as tf

    from tests.analysis.explainers.conftest import ClosedForm

    probe = ClosedForm(lambda inputs: tf.stack([tf.cast(tf.argmax(inputs[:, 0, 0], -1), tf.float32)] * 2, axis=1))
    with pytest.raises(Unsupported, match="gradient to the pixels"):
        ig.explain(probe, pictures, np.zeros(3, int))
