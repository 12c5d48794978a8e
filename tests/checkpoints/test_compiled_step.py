"""The step that `fit` makes is compiled whole by XLA, as on a TPU, and computes what it computes uncompiled."""

from __future__ import annotations

import numpy as np
import pytest

from checkpoints.options import Options
from checkpoints.registry import MODELS
from tests.checkpoints.test_registry import settings_of

pytestmark = pytest.mark.tensorflow

OPTIONS = Options(batch_size=4, loss="focal", schedule="one-cycle", clip_norm=1.0, epochs=1)
QUICK = {"small_cnn": "melanoma", "image_and_metadata": "flips", "barebone_cnn_1": "flips"}  # seconds, not minutes
EACH = [pytest.param(name, words) for name, words in QUICK.items()]
EACH += [pytest.param(name, "melanoma", marks=pytest.mark.slow) for name in MODELS if name != "small_cnn"]
SAME = {"rtol": 1e-4, "atol": 1e-4}


@pytest.mark.parametrize(("name", "words"), EACH)
def test_one_step_of_every_model(name, words):
    import tensorflow as tf

    trained, batch = step_of(name, words)
    variables = [*trained.variables, *trained.optimizer.variables]
    before = [np.array(variable) for variable in variables]
    plain = {metric: float(value) for metric, value in trained.train_step(batch).items()}
    after = [np.array(weight) for weight in trained.trainable_weights]
    for variable, value in zip(variables, before, strict=True):
        variable.assign(value)
    trained.reset_metrics()
    compiled = tf.function(trained.train_step, jit_compile=True)(batch)
    assert {metric: float(value) for metric, value in compiled.items()} == pytest.approx(plain, rel=1e-4, abs=1e-4)
    for mine, yours in zip(trained.trainable_weights, after, strict=True):
        np.testing.assert_allclose(mine, yours, **SAME)
    started = [value for variable, value in zip(variables, before, strict=True) if variable.path.endswith("kernel")]
    assert any(not np.array_equal(old, new) for old, new in zip(started, after, strict=False))


def step_of(name, words):
    """What `train` makes of a model, dropout aside: XLA draws other masks, not other kinds of masks."""
    import keras
    import tensorflow as tf

    from checkpoints.augmentation import parse
    from checkpoints.compiling import compile_model, follow_quickly, trainable
    from checkpoints.registry import build
    from checkpoints.watching import leaves

    keras.utils.set_random_seed(0)
    network = build(settings_of(name))
    for layer in leaves(network).values():
        if isinstance(layer, keras.layers.Dropout):
            layer.rate = 0
    follow_quickly(network, OPTIONS.batch_norm_momentum)
    trained = trainable(network, parse([words]), 0)
    compile_model(trained, OPTIONS, 10)
    random = np.random.default_rng(0)
    images = tf.constant(random.integers(0, 256, (4, 32, 32, 3), dtype=np.uint8))
    metadata = [tf.constant(random.standard_normal((4, one.shape[1])), tf.float32) for one in network.inputs[1:]]
    return trained, ((images, *metadata) if metadata else images, tf.constant([0, 1, 2, 0], tf.int32))
