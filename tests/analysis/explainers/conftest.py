"""Probes to explain: small Keras models, and functions whose explanation is known in closed form."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

SIZE = (16, 16)


class ClosedForm:
    """A probe whose logits are a given function of the pixels: (b, y, x, channels) tensor -> (b, c) tensor."""

    def __init__(self, function: Callable[[Any], Any], *, size: tuple[int, int] = SIZE, channels: int = 3):
        self.anatomy = SimpleNamespace(
            input_size=size, channels=channels, n_classes=2, head="softmax", map_layer=None, logits_point=None
        )
        self.logits = self.trace_logits = function

    def prepare(self, images: np.ndarray) -> np.ndarray:
        return images.astype(np.float32) / 255


def linear(weights: np.ndarray, *, bias: float = 0.0) -> ClosedForm:
    """Logits sum(w x) + bias and its negative."""
    import tensorflow as tf

    def logits(inputs: Any) -> Any:
        value = tf.reduce_sum(inputs * weights.astype(np.float32), axis=(1, 2, 3)) + bias
        return tf.stack([value, -value], axis=1)

    return ClosedForm(logits, size=weights.shape[:2], channels=weights.shape[2])


def power(exponent: int) -> ClosedForm:
    """Logits sum(x ** exponent) and twice that."""
    import tensorflow as tf

    def logits(inputs: Any) -> Any:
        value = tf.reduce_sum(inputs**exponent, axis=(1, 2, 3))
        return tf.stack([value, 2 * value], axis=1)

    return ClosedForm(logits)


def cnn(kind: str = "relu", *, seed: int = 0, classes: int = 3, size: tuple[int, int] = SIZE) -> Any:
    """A small Keras classifier with random weights that differ from zero everywhere.

    Args:
        kind: an activation ("relu", "swish"), or "sequential", "nested", "sigmoid" (one unit), "dense" (no map).
    """
    import keras

    keras.utils.set_random_seed(seed)
    activation = kind if kind in ("relu", "swish") else "relu"
    body = [
        keras.layers.Conv2D(6, 3, strides=2, padding="same", activation=activation, name="conv"),
        keras.layers.Conv2D(8, 3, padding="same", activation=activation, name="last_map"),
    ]
    units, ending = (1, "sigmoid") if kind == "sigmoid" else (classes, "softmax")
    head = [keras.layers.GlobalAveragePooling2D(name="pool"), keras.layers.Dense(units, ending, name="head")]
    if kind == "dense":
        body, head[0] = [], keras.layers.Flatten()
    inputs = keras.Input((*size, 3))
    if kind == "sequential":
        model = keras.Sequential([inputs, *body, *head])
    elif kind == "nested":
        model = keras.Sequential([inputs, keras.Sequential([keras.Input((*size, 3)), *body], name="base"), *head])
    else:
        outputs = inputs
        for layer in [*body, *head]:
            outputs = layer(outputs)
        model = keras.Model(inputs, outputs)
    for weight in model.trainable_weights:
        weight.assign(np.random.default_rng(seed).normal(0, 0.4, weight.shape))
    return model


def probe_of(model: Any) -> Any:
    """A real probe of a Keras model."""
    from checkpoints.anatomy import examine
    from checkpoints.probe import Probe

    return Probe(model, examine(model), "symmetric")


@pytest.fixture(scope="session")
def relu_probe() -> Any:
    """A probe of the ReLU network, shared: explainers must leave it as it was."""
    return probe_of(cnn("relu"))


@pytest.fixture(scope="session")
def smooth_probe() -> Any:
    """A probe of the SiLU network."""
    return probe_of(cnn("swish"))


@pytest.fixture(scope="session")
def images(relu_probe: Any) -> np.ndarray:
    """(6, 16, 16, 3) float32 in the model's range, smooth enough to have structure."""
    coarse = np.random.default_rng(1).integers(0, 256, (6, 4, 4, 3), dtype=np.uint8)
    return relu_probe.prepare(coarse.repeat(4, axis=1).repeat(4, axis=2))


def relative_error(found: np.ndarray, truth: np.ndarray) -> float:
    """Largest error as a share of the largest true value."""
    return float(np.abs(found - truth).max() / np.abs(truth).max())
