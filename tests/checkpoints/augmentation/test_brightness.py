import numpy as np
import pytest

from checkpoints.augmentation.brightness import change

pytestmark = pytest.mark.tensorflow


def test_as_tensorflow_adds_a_delta(images, seed):
    import tensorflow as tf

    found = change(images, seed(), 0.05).numpy()
    deltas = (found - images)[:, 12, 16, 0]
    assert len(np.unique(deltas)) == 6
    assert 2 < np.abs(deltas).max() <= 0.05 * 255 + 1e-3
    for mine, image, delta in zip(found, images, deltas, strict=True):
        np.testing.assert_allclose(mine, tf.image.adjust_brightness(image, delta), atol=1e-3)


def test_ends_of_the_range(images, seed):
    found = change(images, seed(), 1.0).numpy()
    assert found.min() == 0
    assert found.max() == 255
