"""Small models and folders of checkpoints for the tests of this floor."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

KERAS_2 = Path(__file__).parent / "keras_2"


@pytest.fixture
def keras_2() -> Path:
    """Files written by Keras 2 (see make.py there)."""
    return KERAS_2


@pytest.fixture
def small_model() -> Callable:
    """A convolutional classifier of 8 x 8 pictures: `small_model(units=3, seed=0)`."""

    def build(units: int = 3, seed: int = 0, size: int | None = 8, channels: int = 3):
        import keras

        keras.utils.set_random_seed(seed)
        layers = keras.layers
        return keras.Sequential(
            [
                keras.Input((size, size, channels)),
                layers.Rescaling(1 / 255),
                layers.Conv2D(4, 3, activation="relu", name="conv"),
                layers.GlobalAveragePooling2D(name="pool"),
                layers.Dense(units, activation="sigmoid" if units == 1 else "softmax", name="head"),
            ]
        )

    return build


@pytest.fixture
def pictures() -> np.ndarray:
    """(5, 8, 8, 3) uint8 noise."""
    return np.random.default_rng(7).integers(0, 256, (5, 8, 8, 3), dtype=np.uint8)
