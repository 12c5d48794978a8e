"""Owen values against closed forms, brute force and shap's own masker."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

from analysis.contract import Unsupported
from analysis.explainers import shap_values
from tests.analysis.explainers.conftest import ClosedForm, linear, relative_error

pytestmark = pytest.mark.tensorflow


@pytest.fixture
def pictures() -> np.ndarray:
    """(2, 8, 8, 1) float32 in [0.1, 1]."""
    return np.random.default_rng(0).uniform(0.1, 1, (2, 8, 8, 1)).astype(np.float32)


def interacting(weights: np.ndarray) -> ClosedForm:
    """Logits tanh of a linear map: every pixel interacts with every other."""
    import tensorflow as tf

    kernel = weights.reshape(-1, 2).astype(np.float32)
    return ClosedForm(
        lambda inputs: tf.tanh(tf.reshape(inputs, (-1, len(kernel))) @ kernel), size=weights.shape[:2], channels=1
    )


@pytest.mark.parametrize("evaluations", [500, 5000])
def test_linear_is_exact(pictures, evaluations):
    """A3: the sum of w (x - fill) over each cell, within 1e-4."""
    weights = np.random.default_rng(1).normal(size=(8, 8, 1))
    found = shap_values.explain(
        linear(weights), pictures, np.array([0, 1]), grid=4, evaluations=evaluations, baseline="black"
    )
    products = (weights * pictures)[..., 0].reshape(2, 4, 2, 4, 2).sum(axis=(2, 4))
    assert relative_error(found, products * np.array([1, -1])[:, None, None]) < 1e-4


def test_product_of_two_halves_is_shared_alike(pictures):
    """A5: f = left x right, so each half is worth f / 2, and all sum to f."""
    import tensorflow as tf

    def logits(inputs):
        left, right = (tf.reduce_sum(half, axis=(1, 2, 3)) for half in (inputs[:, :, :4], inputs[:, :, 4:]))
        return tf.stack([left * right, -left * right], axis=1)

    probe = ClosedForm(logits, size=(8, 8), channels=1)
    found = shap_values.explain(probe, pictures, np.zeros(2, int), grid=4, evaluations=5000, baseline="black")
    value = pictures[:, :, :4].sum(axis=(1, 2, 3)) * pictures[:, :, 4:].sum(axis=(1, 2, 3))
    np.testing.assert_allclose(found[:, :, :2].sum(axis=(1, 2)), value / 2, rtol=1e-5)
    np.testing.assert_allclose(found[:, :, 2:].sum(axis=(1, 2)), value / 2, rtol=1e-5)
    np.testing.assert_allclose(found.sum(axis=(1, 2)), value, rtol=1e-5)


def test_unseen_cells_get_exactly_nothing(pictures):
    """A6."""
    weights = np.zeros((8, 8, 1))
    weights[:4] = 1.0
    found = shap_values.explain(linear(weights), pictures, np.zeros(2, int), grid=4, evaluations=5000)
    assert not found[:, 2:].any() and found[:, :2].any()


def test_additivity(relu_probe, images):
    """A13: sums to f(image) - f(baseline) within 1e-4 of the logit range, however few the evaluations."""
    for evaluations in (20, 200):
        maps = shap_values.explain(relu_probe, images, np.ones(6, int), evaluations=evaluations)
        assert maps.shape == (6, 8, 8)
        assert shap_values.residual(relu_probe, images, np.ones(6, int), maps).max() < 1e-4


def test_equals_shaps_own_image_masker(pictures):
    """B5: shap over single pixels, summed over each cell, within 1e-5."""
    import shap

    weights = np.random.default_rng(2).normal(size=(8, 8, 2)) * 0.4
    probe = interacting(weights)
    masker = shap.maskers.Image(0.0, (8, 8, 1))
    explainer = shap.PartitionExplainer(lambda inputs: probe.logits(inputs.astype(np.float32)).numpy(), masker)
    np.random.seed(0)
    theirs = explainer(pictures[:1], max_evals=10_000, batch_size=256, silent=True).values[0, :, :, 0]
    cells = theirs.reshape(4, 2, 4, 2, 2).sum(axis=(1, 3))
    for index in range(2):
        ours = shap_values.explain(probe, pictures[:1], np.array([index]), grid=4, evaluations=5000, baseline="black")
        assert relative_error(ours[0], cells[..., index]) < 1e-5


def test_equals_owen_values_by_brute_force():
    """Every order that keeps the two levels of a 2 x 2 grid together: the definition, written out."""
    picture = np.array([[[[0.3], [0.9]], [[0.6], [0.4]]]], np.float32)
    probe = interacting(np.random.default_rng(3).normal(size=(2, 2, 2)))

    def value(shown: list[int]) -> np.ndarray:
        inputs = np.zeros((1, 4, 1), np.float32)
        inputs[0, shown] = picture.reshape(4, 1)[shown]
        return probe.logits(inputs.reshape(1, 2, 2, 1)).numpy()[0]

    orders = [
        [*first[::a], *second[::b]]
        for first, second in (([0, 1], [2, 3]), ([2, 3], [0, 1]))
        for a in (1, -1)
        for b in (1, -1)
    ]
    expected = np.zeros((4, 2))
    for order in orders:
        for place, cell in enumerate(order):
            expected[cell] += (value(order[: place + 1]) - value(order[:place])) / len(orders)
    found = shap_values.explain(
        probe, picture.repeat(2, axis=0), np.array([0, 1]), grid=2, evaluations=100, baseline="black"
    )
    np.testing.assert_allclose(found.reshape(2, 4).T, expected, atol=1e-6)


def test_more_evaluations_come_closer(relu_probe, images):
    exact, some, few = (
        shap_values.explain(relu_probe, images, np.zeros(6, int), grid=4, evaluations=count) for count in (999, 90, 20)
    )
    assert np.abs(some - exact).sum() < np.abs(few - exact).sum()


def test_chunks_do_not_matter_when_all_is_evaluated(relu_probe, images, monkeypatch):
    """A9: 7 masks at a time or 32. (Where evaluations run out, the chunk decides which ones are made.)"""
    whole = shap_values.explain(relu_probe, images[:2], np.zeros(2, int), grid=4, evaluations=172)
    monkeypatch.setattr(shap_values, "batch_size", lambda size: 7)
    small = shap_values.explain(relu_probe, images[:2], np.zeros(2, int), grid=4, evaluations=172)
    assert relative_error(small, whole) < 1e-5


def test_grid_grows_with_the_picture():
    probe = linear(np.ones((160, 160, 1)))
    found = shap_values.explain(probe, np.ones((1, 160, 160, 1), np.float32), np.array([0]), evaluations=4)
    assert found.shape == (1, 16, 16)


@pytest.mark.parametrize("grid", [1, 17])
def test_impossible_grid_is_told_why(relu_probe, images, grid):
    with pytest.raises(Unsupported, match="2 to 16 cells"):
        shap_values.explain(relu_probe, images, np.zeros(6, int), grid=grid)


def test_state_of_numpy_is_restored_after_an_error(pictures):
    def logits(inputs):
        import tensorflow as tf

        return tf.py_function(fail_when_masked, [inputs], tf.float32)

    def fail_when_masked(inputs):
        if len(inputs) != 2:
            raise RuntimeError("no")
        return np.zeros((2, 2), np.float32)

    np.random.seed(3)
    before = np.random.get_state()[1].copy()
    with pytest.raises(Exception, match="no"):
        shap_values.explain(ClosedForm(logits, size=(8, 8), channels=1), pictures, np.zeros(2, int), grid=4)
    np.testing.assert_array_equal(np.random.get_state()[1], before)


def test_shap_is_loaded_only_when_used():
    code = "import sys; import analysis.explainers.registry; sys.exit(bool({'shap', 'tensorflow'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
