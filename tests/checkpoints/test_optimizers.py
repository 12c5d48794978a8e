import numpy as np
import pytest

from checkpoints.options import Options

pytestmark = pytest.mark.tensorflow

START, SLOPES = 2.0, (0.5, -1.5)


def path(name="kernel", **choice):
    """Where a weight is after each of two steps with known gradients."""
    import keras

    from checkpoints.optimizers import optimizer_of

    weight = keras.Variable(START, name=name)
    optimizer = optimizer_of(Options(learning_rate=0.1, **choice), 0.1, [weight])
    found = []
    for slope in SLOPES:
        optimizer.apply([keras.ops.convert_to_tensor(slope)])
        found.append(float(weight))
    return found


def test_sgd_with_momentum():
    first = START - 0.1 * 0.5
    assert path(optimizer="sgd", momentum=0.8) == pytest.approx([first, first - 0.1 * 0.5 * 0.8 + 0.1 * 1.5])
    assert path(optimizer="sgd", momentum=0.0) == pytest.approx([first, first + 0.1 * 1.5])


def test_adam_and_rmsprop():
    m, v = 0.1 * 0.5, 0.001 * 0.25
    first = START - 0.1 * (m / 0.1) / (np.sqrt(v / 0.001) + 1e-7)
    m, v = 0.9 * m - 0.1 * 1.5, 0.999 * v + 0.001 * 2.25
    second = first - 0.1 * (m / (1 - 0.9**2)) / (np.sqrt(v / (1 - 0.999**2)) + 1e-7)
    assert path(optimizer="adam") == pytest.approx([first, second], rel=1e-5)
    v = 0.1 * 0.25
    first = START - 0.1 * 0.5 / np.sqrt(v + 1e-7)
    assert path(optimizer="rmsprop") == pytest.approx(
        [first, first + 0.1 * 1.5 / np.sqrt(0.9 * v + 0.1 * 2.25 + 1e-7)], rel=1e-5
    )


def test_decay_pulls_kernels_and_leaves_biases():
    plain = path(optimizer="adam")
    assert path(optimizer="adamw")[0] == pytest.approx(plain[0] - 0.1 * 0.01 * START)
    assert path(optimizer="adamw", weight_decay=0.2)[0] == pytest.approx(plain[0] - 0.1 * 0.2 * START)
    for name in ("bias", "gamma", "beta"):
        assert path(name, optimizer="adamw", weight_decay=0.2) == pytest.approx(plain)
    assert path(optimizer="adamw", weight_decay=0.0) == pytest.approx(plain)
    assert path(optimizer="sgd", weight_decay=0.2)[0] == pytest.approx(START - 0.1 * 0.5 - 0.1 * 0.2 * START)


def test_a_long_gradient_is_clipped():
    assert path(optimizer="sgd", momentum=0.0, clip_norm=1.0) == pytest.approx([START - 0.05, START - 0.05 + 0.1])


def test_half_precision_scales_the_loss():
    import keras

    from checkpoints.optimizers import optimizer_of

    optimizer = optimizer_of(Options(precision="mixed_float16"), 0.1, [keras.Variable(1.0, name="kernel")])
    assert float(optimizer.scale_loss(keras.ops.convert_to_tensor(1.0))) == 2**15
    assert float(optimizer.learning_rate) == pytest.approx(0.1)
