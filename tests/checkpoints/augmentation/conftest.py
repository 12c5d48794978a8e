"""Pictures and seeds for the tests of augmentation."""

from __future__ import annotations

import numpy as np
import pytest


@pytest.fixture(scope="session")
def images() -> np.ndarray:
    """(6, 24, 32, 3) float32 in 20..235, smooth enough to be resampled."""
    from scipy.ndimage import gaussian_filter

    noise = np.random.default_rng(0).normal(size=(6, 24, 32, 3))
    smooth = gaussian_filter(noise, (0, 2, 2, 0))
    low, high = smooth.min(), smooth.max()
    return (20 + 215 * (smooth - low) / (high - low)).astype(np.float32)


@pytest.fixture(scope="session")
def many(images) -> np.ndarray:
    """(96, 24, 32, 3): enough pictures for shares to show."""
    return np.tile(images, (16, 1, 1, 1))


@pytest.fixture(scope="session")
def seed():
    """`seed(3)`: a (2,) int32 tensor."""
    import tensorflow as tf

    return lambda number=0: tf.constant([number, 1], tf.int32)
