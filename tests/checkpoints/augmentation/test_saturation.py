import colorsys

import numpy as np
import pytest

from checkpoints.augmentation.saturation import change

pytestmark = pytest.mark.tensorflow


def hsv(image):
    return np.array([colorsys.rgb_to_hsv(*pixel) for pixel in image.reshape(-1, 3) / 255.0])


def test_as_tensorflow_scales_the_saturation_of_hsv(images, seed):
    import tensorflow as tf

    found = change(images, seed(), 0.9).numpy()
    factors = []
    for mine, image in zip(found, images, strict=True):
        before, after = hsv(image), hsv(mine)
        np.testing.assert_allclose(after[:, 2], before[:, 2], atol=1e-5)
        free = (before[:, 1] > 0.1) & (after[:, 1] < 0.999)
        factors.append(float(np.median(after[free, 1] / before[free, 1])))
        expected = 255 * tf.image.adjust_saturation(image / 255, factors[-1]).numpy()
        np.testing.assert_allclose(mine, expected, atol=0.05)
    assert 0.1 <= min(factors) < 0.8 and 1.2 < max(factors) <= 1.9


def test_grey_pictures_stay(images, seed):
    grey = images[..., :1]
    np.testing.assert_array_equal(change(grey, seed(), 0.9), grey)
    as_color = np.repeat(grey, 3, -1)
    np.testing.assert_array_equal(change(as_color, seed(), 0.9), as_color)
